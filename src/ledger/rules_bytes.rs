//! Rules as portable bytes.

use rust_decimal::Decimal;

use super::{MissingCosts, Refunds, Rules};
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::customer::KeyPolicy;
use crate::error::Result;
use crate::money::{Currency, Rounding};

/// Roundings by their numbers, from 1.
const ROUNDINGS: [Rounding; 7] = [
    Rounding::HalfEven,
    Rounding::HalfAwayFromZero,
    Rounding::HalfTowardsZero,
    Rounding::AwayFromZero,
    Rounding::TowardsZero,
    Rounding::Floor,
    Rounding::Ceiling,
];

impl Rules {
    /// Equal rules are equal bytes.
    pub(crate) fn encode(&self, bytes: &mut Writer) {
        bytes.text(&self.currency().map(Currency::text).unwrap_or_default());
        bytes.put(match self.refunds() {
            Refunds::Refuse => 0_u8,
            Refunds::Net => 1,
            Refunds::Keep => 2,
        });
        let rounding = self.rounding().and_then(|rounding| {
            ROUNDINGS.iter().position(|other| *other == rounding).map(|place| 1 + place as u8)
        });
        bytes.put(rounding.unwrap_or(0));
        bytes.put(self.tick_seconds());
        let (costs, share) = match self.costs() {
            None => (0_u8, Decimal::ZERO),
            Some(MissingCosts::Refuse) => (1, Decimal::ZERO),
            Some(MissingCosts::Free) => (2, Decimal::ZERO),
            Some(MissingCosts::Assume(share)) => (3, share.normalize()),
        };
        bytes.put(costs);
        bytes.put(share.mantissa());
        bytes.put(share.scale());
        self.key_policy().encode(bytes);
    }

    /// What [`Rules::encode`] wrote.
    pub(crate) fn decode(bytes: &mut Reader<'_>) -> Result<Self> {
        let currency = match bytes.text()? {
            "" => None,
            text => Some(Currency::from_text(text).map_err(|error| bytes.invalid(error))?),
        };
        let refunds = match bytes.get::<u8>()? {
            0 => Refunds::Refuse,
            1 => Refunds::Net,
            2 => Refunds::Keep,
            _ => return Err(bytes.misshapen()),
        };
        let rounding = match usize::from(bytes.get::<u8>()?).checked_sub(1) {
            None => None,
            Some(place) => Some(*ROUNDINGS.get(place).ok_or_else(|| bytes.misshapen())?),
        };
        let seconds: i64 = bytes.get()?;
        let (costs, mantissa, scale): (u8, i128, u32) = (bytes.get()?, bytes.get()?, bytes.get()?);
        let share = Decimal::try_from_i128_with_scale(mantissa, scale)
            .map_err(|fault| bytes.invalid(fault))?;
        let costs = match costs {
            0 => None,
            1 => Some(MissingCosts::Refuse),
            2 => Some(MissingCosts::Free),
            3 => Some(MissingCosts::Assume(share)),
            _ => return Err(bytes.misshapen()),
        };
        costs.map_or(Ok(()), MissingCosts::check).map_err(|error| bytes.invalid(error))?;
        if currency.is_none() && (refunds != Refunds::Keep || costs.is_some()) {
            return Err(bytes.misshapen());
        }
        let keys = KeyPolicy::decode(bytes)?;
        let mut rules = currency.map_or_else(Self::visits, Self::money).with_refunds(refunds);
        if let Some(rounding) = rounding {
            rules = rules.with_rounding(rounding);
        }
        if let Some(costs) = costs {
            rules = rules.with_costs(costs);
        }
        rules = match seconds {
            86_400 => rules,
            3_600 => rules.with_hours(),
            60 => rules.with_minutes(),
            _ => return Err(bytes.misshapen()),
        };
        Ok(rules.with_keys(keys))
    }
}
