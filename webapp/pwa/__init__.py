"""The portal on a home screen: its manifest, its service worker, and what is shown without a connection."""
