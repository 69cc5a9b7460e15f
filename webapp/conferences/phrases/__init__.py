"""What parents and teachers read about talks."""
