//! What of the chores others need too: the tests of `kabinet` load the city.

pub mod city;
