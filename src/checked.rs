//! What is read back passes the check that its constructor passed.

/// Derives `serde::Deserialize` for a structure that has a check of its own, a method
/// `fn checked(self) -> Result<Self>` in which all of its constructors end. The stored
/// form is the one that the plain derive would have. What a structure is generic over are
/// amounts.
macro_rules! deserialize {
    (
        $(#[$attribute:meta])*
        $vis:vis struct $name:ident $(<$($parameter:ident),+>)? {
            $($(#[$note:meta])* $field_vis:vis $field:ident: $type:ty),* $(,)?
        }
    ) => {
        const _: () = {
            /// The fields as they were stored, not yet checked.
            #[derive(serde::Deserialize)]
            struct Stored $(<$($parameter: crate::value::Amount),+>)? {
                $($(#[$note])* $field: $type,)*
            }

            impl<'de $($(, $parameter: crate::value::Amount + serde::Deserialize<'de>)+)?>
                serde::Deserialize<'de> for $name $(<$($parameter),+>)?
            {
                fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    let Stored { $($field),* } = Stored::deserialize(from)?;
                    let unchecked = Self { $($field),* };
                    unchecked.checked().map_err(serde::de::Error::custom)
                }
            }
        };
    };
}
pub(crate) use deserialize as Deserialize;

/// A number that may be infinite, which text formats such as JSON have no word for: there
/// an infinity is stored as nothing.
pub(crate) fn infinite<'de, D: serde::Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    use serde::Deserialize as _;
    if from.is_human_readable() {
        Ok(Option::deserialize(from)?.unwrap_or(f64::INFINITY))
    } else {
        f64::deserialize(from)
    }
}

/// Numbers of which each may be [infinite].
pub(crate) fn infinite_each<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> Result<Vec<f64>, D::Error> {
    use serde::Deserialize as _;
    if from.is_human_readable() {
        let found = Vec::<Option<f64>>::deserialize(from)?;
        Ok(found.into_iter().map(|number| number.unwrap_or(f64::INFINITY)).collect())
    } else {
        Vec::deserialize(from)
    }
}
