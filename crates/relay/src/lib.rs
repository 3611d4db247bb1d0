//! A blind store-and-forward server.
