"""The pages of this package."""

from flask import Blueprint

BLUEPRINTS: list[Blueprint] = []
