"""What an administrator sees of the installation itself."""
