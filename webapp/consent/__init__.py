"""Beeldgebruik: what a child may be pictured for, and the register that keeps every choice."""
