//! Words: a study in sentences, in every language; one place a sentence, the languages beside each
//! other.

mod checks;
mod context;
mod names;
mod verdict;
mod withheld;
