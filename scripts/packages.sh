#!/usr/bin/env bash
# The Debian packages the house needs, by purpose. Sourced by run and test.

# To build everything without a window.
build_packages=(build-essential pkg-config perl libssl-dev)
# To build and show the window; the fonts carry Hebrew, Arabic and the pictures of pairing.
window_packages=(libwebkit2gtk-4.1-dev fonts-dejavu-core fonts-noto-core fonts-noto-color-emoji)
# For the tests of the relay: a real server for its second store, and certificates.
relay_packages=(postgresql openssl)
# To drive windows where there is no display, to look at pictures of them, and to read their PDF files.
test_packages=(webkit2gtk-driver xvfb xauth imagemagick dbus-daemon dbus-bin libglib2.0-bin poppler-utils)

