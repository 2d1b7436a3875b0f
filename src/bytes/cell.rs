//! Numbers as bytes.

/// A number of fixed size, with the least byte first.
pub(crate) trait Cell: Copy {
    /// How many bytes it takes.
    const SIZE: usize;

    fn write(self, bytes: &mut Vec<u8>);

    /// The number that these bytes are; `None` where they are not as many as it takes.
    fn read(bytes: &[u8]) -> Option<Self>;
}

macro_rules! cells {
    ($($number:ty),*) => {$(
        impl Cell for $number {
            const SIZE: usize = size_of::<Self>();

            fn write(self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.to_le_bytes());
            }

            fn read(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self::from_le_bytes)
            }
        }
    )*};
}

cells!(u8, u32, i32, u64, i64, i128, f64);
