"""The pages of this package."""

from webapp.directory.views import group_directories, phone_sharing

BLUEPRINTS = [phone_sharing.bp, group_directories.bp]
