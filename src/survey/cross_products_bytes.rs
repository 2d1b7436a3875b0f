//! Cross-products as portable bytes, for shards on other machines.

use super::accumulation_block::{PairSums, SUMS};
use super::cross_products::{Asked, CrossProducts};
use super::missing::MissingPolicy;
use super::scale::Direction;
use crate::bytes::form::Form;
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::Result;

const FORM: &Form = &Form::CROSS_PRODUCTS;

/// The fewest bytes of a pair: its count, and nine of each sum.
const LEAST: usize = 8 + 9 * SUMS;

impl CrossProducts {
    /// The sums as bytes, the same on every machine: a magic word, a version, the exact
    /// sums in little-endian order, a checksum. Parts of a survey that are merged in any
    /// order give the same bytes as the whole.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Writer::new(FORM);
        bytes.reserve(64 + self.pairs.len() * LEAST);
        let (policy, share) = match self.policy {
            MissingPolicy::Listwise => (0_u32, 0.0),
            MissingPolicy::AvailableCase => (1, 0.0),
            MissingPolicy::ItemMean => (2, 0.0),
            MissingPolicy::PersonMean { minimum_share } => (3, minimum_share),
            MissingPolicy::ExpectationMaximisation => (4, 0.0),
        };
        bytes.put(policy);
        bytes.put(share);
        bytes.put(self.questions.len() as u64);
        for question in &self.questions {
            bytes.text(&question.name);
            bytes.run(&[question.low, question.high]);
            bytes.put(u64::from(question.direction == Direction::LowerIsBetter));
            bytes.run(&[question.answered, question.missing, question.out_of_scale]);
        }
        bytes.run(&[self.asked, self.respondents]);
        bytes.sum(&self.weight);
        bytes.sum(&self.weight_squares);
        for pair in &self.pairs {
            bytes.put(pair.count);
            pair.sums.iter().for_each(|sum| bytes.sum(sum));
        }
        bytes.seal()
    }

    /// The sums that [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// `Corrupt` where the bytes are cut, damaged, or not of this library;
    /// `FormatVersion` where a newer library wrote them, or an older one that did
    /// not note the direction of scales: sum the answers again.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut reader = Reader::open(FORM, bytes)?;
        let products = products(&mut reader)?;
        reader.end()?;
        products.checked().map_err(|error| reader.invalid(error))
    }
}

fn products(bytes: &mut Reader<'_>) -> Result<CrossProducts> {
    let (policy, minimum_share) = (bytes.get::<u32>()?, bytes.get()?);
    let policy = match policy {
        0 => MissingPolicy::Listwise,
        1 => MissingPolicy::AvailableCase,
        2 => MissingPolicy::ItemMean,
        3 => MissingPolicy::PersonMean { minimum_share },
        _ => return Err(bytes.misshapen()),
    };
    // A question takes at least 56 bytes, so no count makes us reserve more.
    let count = bytes.length(56)?;
    let questions = (0..count).map(|_| question(bytes)).collect::<Result<Vec<_>>>()?;
    let (asked, respondents) = (bytes.get()?, bytes.get()?);
    let (weight, weight_squares) = (bytes.sum()?, bytes.sum()?);
    let cells = count.checked_add(1).and_then(|more| count.checked_mul(more)).map(|all| all / 2);
    let fit = |cells: &usize| cells.checked_mul(LEAST).is_some_and(|least| least <= bytes.left());
    let cells = cells.filter(|cells| count > 0 && fit(cells));
    let cells = cells.ok_or_else(|| bytes.misshapen())?;
    let pairs = (0..cells).map(|_| pair(bytes)).collect::<Result<Vec<_>>>()?;
    Ok(CrossProducts { policy, questions, pairs, asked, respondents, weight, weight_squares })
}

fn question(bytes: &mut Reader<'_>) -> Result<Asked> {
    let name = bytes.text()?.to_owned();
    let (low, high) = (bytes.get()?, bytes.get()?);
    let direction = match bytes.get::<u64>()? {
        0 => Direction::HigherIsBetter,
        1 => Direction::LowerIsBetter,
        _ => return Err(bytes.misshapen()),
    };
    let (answered, missing, out_of_scale) = (bytes.get()?, bytes.get()?, bytes.get()?);
    Ok(Asked { name, low, high, direction, answered, missing, out_of_scale })
}

fn pair(bytes: &mut Reader<'_>) -> Result<PairSums> {
    let mut pair = PairSums { count: bytes.get()?, ..PairSums::default() };
    for sum in &mut pair.sums {
        *sum = bytes.sum()?;
    }
    Ok(pair)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
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
