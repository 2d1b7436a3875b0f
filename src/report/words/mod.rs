//! Words: a study in sentences, in every language; one place a sentence, the languages beside each
//! other.

mod analyst;
mod bring;
mod checks;
mod context;
mod keep;
mod keys;
mod leaving;
mod monday;
mod names;
mod verdict;
mod who;
mod withheld;
