"""What the figures in the README come from. Ratios within one run; the machine they ran on is printed."""
