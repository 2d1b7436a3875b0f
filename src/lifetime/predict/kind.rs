//! What the table of models says of each.

/// A row of the table `kinds/models.in.rs`.
pub(crate) trait Kind {
    /// The number of the kind, which never changes.
    const KIND: u32;
    /// The English name.
    const NAME: &'static str;
    /// The Chinese name.
    const NAME_ZH: &'static str;
    /// The names of the parameters, as in the paper of the model.
    const PARAMETERS: &'static [&'static str];
}
