//! The stage and the cast for tests.
