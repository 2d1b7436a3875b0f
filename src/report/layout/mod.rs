//! Layout: what a report consists of, whichever way it is written: verdict, key figures, questions
//! with their answers, tables, lists and pictures.

mod rich;
mod view;

pub(crate) use rich::Rich;
pub(crate) use view::{
    Block, Cell, Check, Key, Labels, List, Mark, Question, Refusal, Step, Table, Verdict, View,
    label,
};
