//! Cross-products as portable bytes, for shards on other machines.

use super::accumulation_block::Pair;
use super::cross_products::{Asked, CrossProducts};
use super::missing::MissingPolicy;
use super::scale::Direction;
use crate::error::{Error, ErrorKind, Result};

const MAGIC: &[u8; 8] = b"habitueX";
/// Of the format; others are refused by name. Version 1 did not tell in which
/// direction a question was asked, so its sums may be of answers that were not
/// recoded.
const VERSION: u32 = 2;

impl CrossProducts {
    /// The sums as bytes, the same on every machine: a magic word, a version, the
    /// sums in little-endian order, a checksum.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64 + self.pairs.len() * 88);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        let (policy, share) = match self.policy {
            MissingPolicy::Listwise => (0_u32, 0.0),
            MissingPolicy::AvailableCase => (1, 0.0),
            MissingPolicy::ItemMean => (2, 0.0),
            MissingPolicy::PersonMean { minimum_share } => (3, minimum_share),
            MissingPolicy::ExpectationMaximisation => (4, 0.0),
        };
        bytes.extend_from_slice(&policy.to_le_bytes());
        bytes.extend_from_slice(&f64::to_le_bytes(share));
        bytes.extend_from_slice(&(self.questions.len() as u64).to_le_bytes());
        for question in &self.questions {
            bytes.extend_from_slice(&(question.name.len() as u64).to_le_bytes());
            bytes.extend_from_slice(question.name.as_bytes());
            bytes.extend_from_slice(&question.low.to_le_bytes());
            bytes.extend_from_slice(&question.high.to_le_bytes());
            let reversed = question.direction == Direction::LowerIsBetter;
            bytes.extend_from_slice(&u64::from(reversed).to_le_bytes());
            bytes.extend_from_slice(&question.answered.to_le_bytes());
            bytes.extend_from_slice(&question.missing.to_le_bytes());
            bytes.extend_from_slice(&question.out_of_scale.to_le_bytes());
        }
        bytes.extend_from_slice(&self.asked.to_le_bytes());
        bytes.extend_from_slice(&self.respondents.to_le_bytes());
        bytes.extend_from_slice(&self.weight.to_le_bytes());
        bytes.extend_from_slice(&self.weight_squares.to_le_bytes());
        for pair in &self.pairs {
            bytes.extend_from_slice(&pair.count.to_le_bytes());
            let sums = [
                pair.weight,
                pair.first,
                pair.second,
                pair.product,
                pair.first_square,
                pair.second_square,
            ];
            for sum in sums.iter().chain(&pair.squared) {
                bytes.extend_from_slice(&sum.to_le_bytes());
            }
        }
        let checksum = crc32fast::hash(&bytes);
        bytes.extend_from_slice(&checksum.to_le_bytes());
        bytes
    }

    /// The sums that [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// `Corrupt` where the bytes are cut, damaged, or not of this library;
    /// `FormatVersion` where a newer library wrote them, or an older one that did
    /// not note the direction of scales: sum the answers again.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let corrupt = |what: &str| Error::new(ErrorKind::Corrupt, what).in_column("bytes");
        let (body, checksum) =
            bytes.split_last_chunk::<4>().ok_or_else(|| corrupt("are too few"))?;
        let rest = body.strip_prefix(MAGIC).ok_or_else(|| corrupt("are not cross-products"))?;
        let mut reader = Reader(rest);
        let version = reader.u32().ok_or_else(|| corrupt("are cut short"))?;
        if version != VERSION && version != 0 {
            let what = match version > VERSION {
                true => "is newer than this library",
                false => "does not tell the direction of scales; sum the answers again",
            };
            return Err(Error::new(ErrorKind::FormatVersion, what)
                .in_column("format version")
                .with_value(version)
                .allowing(VERSION.to_string()));
        }
        if version == 0 || crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
            return Err(corrupt("are damaged: the checksum differs"));
        }
        let products = reader.products();
        products
            .ok_or_else(|| corrupt("do not have the form of cross-products"))?
            .checked()
            .map_err(|error| corrupt(&format!("hold no cross-products: {error}")))
    }
}

/// Takes numbers from the front of bytes; `None` where there are too few.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    fn u32(&mut self) -> Option<u32> {
        self.chunk().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.chunk().map(u64::from_le_bytes)
    }

    fn f64(&mut self) -> Option<f64> {
        self.chunk().map(f64::from_le_bytes)
    }

    fn products(&mut self) -> Option<CrossProducts> {
        let (policy, minimum_share) = (self.u32()?, self.f64()?);
        let policy = match policy {
            0 => MissingPolicy::Listwise,
            1 => MissingPolicy::AvailableCase,
            2 => MissingPolicy::ItemMean,
            3 => MissingPolicy::PersonMean { minimum_share },
            _ => return None,
        };
        // A question takes at least 56 bytes, so no count makes us reserve more.
        let count = usize::try_from(self.u64()?).ok()?;
        if count == 0 || count > self.0.len() / 56 {
            return None;
        }
        let questions = (0..count).map(|_| self.question()).collect::<Option<Vec<_>>>()?;
        let (asked, respondents) = (self.u64()?, self.u64()?);
        let (weight, weight_squares) = (self.f64()?, self.f64()?);
        let cells = count * (count + 1) / 2;
        if self.0.len() != cells.checked_mul(88)? {
            return None;
        }
        let pairs = (0..cells).map(|_| self.pair()).collect::<Option<Vec<_>>>()?;
        Some(CrossProducts { policy, questions, pairs, asked, respondents, weight, weight_squares })
    }

    fn question(&mut self) -> Option<Asked> {
        let length = usize::try_from(self.u64()?).ok()?;
        let name = std::str::from_utf8(self.0.get(..length)?).ok()?.to_owned();
        self.0 = self.0.get(length..)?;
        let (low, high) = (self.f64()?, self.f64()?);
        let direction = match self.u64()? {
            0 => Direction::HigherIsBetter,
            1 => Direction::LowerIsBetter,
            _ => return None,
        };
        let (answered, missing, out_of_scale) = (self.u64()?, self.u64()?, self.u64()?);
        Some(Asked { name, low, high, direction, answered, missing, out_of_scale })
    }

    fn pair(&mut self) -> Option<Pair> {
        Some(Pair {
            count: self.u64()?,
            weight: self.f64()?,
            first: self.f64()?,
            second: self.f64()?,
            product: self.f64()?,
            first_square: self.f64()?,
            second_square: self.f64()?,
            squared: [self.f64()?, self.f64()?, self.f64()?, self.f64()?],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Answers, Question, Questionnaire, Scale};

    fn products(policy: MissingPolicy) -> CrossProducts {
        let five = Scale::points(1, 5).unwrap();
        let questions =
            vec![Question::new("a", five.clone()), Question::new("价格", five.reversed())];
        let questionnaire = Questionnaire::new(questions).unwrap();
        let answers =
            Answers::new(questionnaire, vec![vec![1.0, 4.0, 2.0], vec![3.0, f64::NAN, 5.0]])
                .unwrap()
                .with_weights(vec![0.3, 1.0, 2.0])
                .unwrap();
        CrossProducts::of(&answers, policy).unwrap()
    }

    #[test]
    fn bytes_come_back_and_damage_is_refused() {
        for policy in [
            MissingPolicy::Listwise,
            MissingPolicy::AvailableCase,
            MissingPolicy::ItemMean,
            MissingPolicy::PersonMean { minimum_share: 0.25 },
        ] {
            let made = products(policy);
            assert_eq!(CrossProducts::from_bytes(&made.to_bytes()).unwrap(), made);
        }
        let bytes = products(MissingPolicy::Listwise).to_bytes();
        for end in 0..bytes.len() {
            assert_eq!(
                CrossProducts::from_bytes(&bytes[..end]).unwrap_err().kind(),
                ErrorKind::Corrupt
            );
        }
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x10;
            assert!(CrossProducts::from_bytes(&damaged).is_err(), "{place}");
        }
        // A later format is refused by name, a wrong form even with its checksum.
        let sealed = |mut body: Vec<u8>| {
            let checksum = crc32fast::hash(&body);
            body.extend_from_slice(&checksum.to_le_bytes());
            CrossProducts::from_bytes(&body).unwrap_err().kind()
        };
        for version in [1, 9] {
            let mut other = bytes[..bytes.len() - 4].to_vec();
            other[8] = version;
            assert_eq!(sealed(other), ErrorKind::FormatVersion);
        }
        let mut longer = bytes[..bytes.len() - 4].to_vec();
        longer.push(0);
        assert_eq!(sealed(longer), ErrorKind::Corrupt);
        let mut huge = bytes[..bytes.len() - 4].to_vec();
        huge[24..32].copy_from_slice(&u64::MAX.to_le_bytes());
        assert_eq!(sealed(huge), ErrorKind::Corrupt);
    }
}
