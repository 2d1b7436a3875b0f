//! Who: the keys by which customers are known, and what they are to the firm.
//!
//! A customer is known by an integer or by text, and a data set keeps to one of the two. Columns
//! of keys are laid out as Arrow lays them out: `i64` values, or UTF-8 bytes with `i64` offsets
//! (`large_utf8`), so that buffers of numpy, Arrow, Polars and DuckDB pass without a copy.
//! Integer keys sort by value, text keys by their bytes, which is by code point.
//!
//! ```
//! use habitue::customer::{Key, KeyColumn};
//!
//! let mut keys = KeyColumn::default();
//! keys.push(&Key::from("顾客-7"))?;
//! keys.push(&Key::from("Ada"))?;
//! assert_eq!(keys.as_keys().get(1), Some(Key::from("Ada")));
//! assert!(keys.push(&Key::from(7)).is_err()); // text and integers do not mix
//! # Ok::<(), habitue::Error>(())
//! ```
//!
//! Nouns: [`Key`] (one customer), [`Keys`] (a borrowed column), [`KeyColumn`] (an owned one),
//! [`TextColumn`] and [`Texts`] (the layout of text), [`Dictionary`] (text to a dense code),
//! [`KeyPolicy`] (which spellings are one customer).
//!
//! What a customer is to the firm is [classified](crate::classify) from facts that a CRM has:
//! [`CustomerRoles`] (who is a customer, a consumer, a user, an end recipient),
//! [`RelationTree`] (consumer, business, internal, channel; partner, supply chain,
//! competitor), [`ImportanceTiers`],
//! [`LifecycleRules`] with the state machine of [`Status`], [`BondLevels`] (the five levels of a
//! relationship) with the [`BondTable`] of which suits whom, [`OrientationScores`] (lighthouse to
//! profit-seeking), [`UsageTiers`];
//! [`Dimensions`] (length, depth, breadth), [`Persona`] tags and [`PersonaRules`]; [`ContactPolicy`] and
//! [`WinBackTrigger`] say whom to contact.
//!
//! [`CustomerRecord`] is what is kept of a customer, [`RecordRules`] say how complete and fresh it
//! is and what an erasure leaves, [`DuplicateColumns`] which records are of one customer.

mod bond;
mod contact;
mod dictionary;
mod dimensions;
mod duplicates;
mod importance;
mod key;
mod key_policy;
mod keys;
mod orientation;
mod persona;
mod ranking;
mod record;
mod relation;
mod roles;
mod status;
mod text;
mod usage;

pub use bond::{
    Bond, BondColumns, BondFacts, BondLevels, BondReason, BondTable, CustomerNumber, Margin,
};
pub use contact::{
    Contact, ContactColumns, ContactFacts, ContactPolicy, ContactReason, WinBack, WinBackColumns,
    WinBackFacts, WinBackReason, WinBackTrigger, days_to_birthday,
};
pub use dictionary::Dictionary;
pub use dimensions::Dimensions;
pub use duplicates::{DuplicateColumns, DuplicateKey, Duplicates};
pub use importance::{
    Importance, ImportanceColumns, ImportanceFacts, ImportanceReason, ImportanceTiers,
};
pub(crate) use key::present;
pub use key::{Key, KeyKind};
pub use key_policy::KeyPolicy;
pub use keys::{KeyColumn, Keys};
pub use orientation::{
    Orientation, OrientationColumns, OrientationFacts, OrientationReason, OrientationScores,
};
pub use persona::{
    Grouping, Persona, PersonaColumns, PersonaFacts, PersonaFound, PersonaRules, PersonaTag,
};
pub(crate) use ranking::ranked;
pub use record::{
    CustomerRecord, Erasure, RecordField, RecordKind, RecordQuality, RecordRules, RecordSection,
    RecordValue, records_csv,
};
pub use relation::{Relation, RelationColumns, RelationFacts, RelationReason, RelationTree};
pub use roles::{CustomerRoles, Role, RoleColumns, RoleFacts, RolesFound};
pub use status::{LifecycleRules, Status, StatusColumns, StatusEvent, StatusFacts, StatusReason};
pub use text::{TextColumn, Texts};
pub use usage::{Usage, UsageColumns, UsageFacts, UsageReason, UsageTiers, interval_tiers_into};
