"""How a notification leaves: one module for each way."""
