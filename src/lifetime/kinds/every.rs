//! The types of all models, by their names.

macro_rules! models {
    (purchase { $($(#[$about:meta])* $n:literal $symbol:ident $model:ident $file:ident
        $en:literal $zh:literal [$($own:tt)*];)* }
     spend { $($(#[$spend_about:meta])* $spend_n:literal $spend_symbol:ident $spend:ident
        $spend_file:ident $spend_en:literal $spend_zh:literal [$($spend_own:tt)*];)* }
     contract { $($(#[$contract_about:meta])* $contract_n:literal $contract_symbol:ident
        $contract:ident $contract_file:ident $contract_en:literal $contract_zh:literal
        [$($contract_own:tt)*];)* }) => {
        $(pub use crate::lifetime::purchase::$file::$model;)*
        $(pub use crate::lifetime::spend::$spend_file::$spend;)*
        $(pub use crate::lifetime::contract::$contract_file::$contract;)*
    };
}

include!("models.in.rs");
