//! Taste as a test.
#[test]
fn placeholder_until_the_house_stands() {}
