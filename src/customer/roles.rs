//! Who is a customer, a consumer, a user, an end recipient: definitions over facts.

use crate::classify::{FactColumns, Facts, Flag, facts, named};
use crate::error::Result;

named! {
    /// What somebody is by the definitions of the course texts; several may hold. The code
    /// is the bit in a column.
    pub enum Role {
        /// Takes goods or services, or decides on them and bears the risk, and is on file.
        Customer = 1 => "customer", "客户";
        /// Takes them for their own consumption.
        Consumer = 2 => "consumer", "消费者";
        /// Uses them.
        User = 4 => "user", "用户";
        /// Takes them and does not pass them on.
        EndRecipient = 8 => "end recipient", "最终接受者";
    }
}

facts! {
    /// What somebody does with the goods or services of the firm.
    pub struct RoleFacts, RoleColumns {
        /// Takes goods or services of the firm, as a person or an organisation.
        takes: Flag,
        /// Takes part in the decisions on them and bears their risk.
        decides: Flag,
        /// The firm keeps a record of them.
        on_file: Flag,
        /// Takes them for their own consumption.
        own_use: Flag,
        /// Uses them.
        uses: Flag,
        /// Passes them on: sells, gives or builds them in.
        passes_on: Flag,
    }
}

/// Which roles hold, as the sum of their codes, and of which it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct RolesFound {
    /// The roles that hold.
    pub roles: u32,
    /// The roles that the known facts neither prove nor refute.
    pub unknown: u32,
}

impl RolesFound {
    /// Whether a role holds; `None` where it is not known.
    #[must_use]
    pub fn is(&self, role: Role) -> Option<bool> {
        let bit = role.code() as u32;
        (self.unknown & bit == 0).then_some(self.roles & bit != 0)
    }
}

/// The definitions of the course texts: a customer need be neither the end recipient nor a
/// user nor outside the firm, but is on file with it. A fact that is not known leaves a role
/// unknown only where the others do not settle it.
///
/// ```
/// use habitue::customer::{CustomerRoles, Role, RoleFacts};
///
/// // A mother buys a toy for her child: a customer who is neither consumer nor user.
/// let mother = RoleFacts::new().takes(true).on_file(true).own_use(false).uses(false);
/// let found = CustomerRoles.of(&mother.passes_on(true))?;
/// assert_eq!(found.is(Role::Customer), Some(true));
/// assert_eq!(found.is(Role::User), Some(false));
/// assert_eq!(found.is(Role::EndRecipient), Some(false));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CustomerRoles;

impl CustomerRoles {
    /// The roles of one.
    ///
    /// # Errors
    /// None today: every flag is legal.
    pub fn of(&self, facts: &RoleFacts) -> Result<RolesFound> {
        facts.check()?;
        Ok(found(facts))
    }

    /// The roles of many, in their order.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a cell that is no flag,
    /// [`Length`](crate::ErrorKind::Length) for a column of another length.
    pub fn of_all(&self, columns: &RoleColumns<'_>) -> Result<Vec<RolesFound>> {
        columns.check()?;
        Ok((0..columns.rows()).map(|row| found(&columns.facts(row))).collect())
    }
}

fn found(facts: &RoleFacts) -> RolesFound {
    let takes_part = or(facts.takes, facts.decides);
    let holds = [
        (Role::Customer, and(takes_part, facts.on_file)),
        (Role::Consumer, and(facts.takes, facts.own_use)),
        (Role::User, facts.uses),
        (Role::EndRecipient, and(facts.takes, facts.passes_on.map(|passes| !passes))),
    ];
    let sum = |wanted: Option<bool>| {
        let roles = holds.iter().filter(|(_, holds)| *holds == wanted);
        roles.map(|(role, _)| role.code() as u32).sum()
    };
    RolesFound { roles: sum(Some(true)), unknown: sum(None) }
}

fn and(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn or(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    and(a.map(|a| !a), b.map(|b| !b)).map(|neither| !neither)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::FLAGS;

    fn all_facts() -> Vec<RoleFacts> {
        (0..729_usize)
            .map(|bits| {
                let flag = |at: u32| FLAGS[bits / 3_usize.pow(at) % 3];
                RoleFacts {
                    takes: flag(0),
                    decides: flag(1),
                    on_file: flag(2),
                    own_use: flag(3),
                    uses: flag(4),
                    passes_on: flag(5),
                }
            })
            .collect()
    }

    /// The law of "not known": a role is unknown exactly where filling the gaps one way proves
    /// it and another way refutes it, and what is known stays so however the gaps are filled.
    #[test]
    fn a_role_is_unknown_exactly_where_the_gaps_decide_it() {
        let all = all_facts();
        let columns = RoleFacts::with_columns(&all, |c| CustomerRoles.of_all(c).unwrap());
        for (facts, columnar) in all.iter().zip(columns) {
            let found = CustomerRoles.of(facts).unwrap();
            assert_eq!(found, columnar);
            let mut seen = [(false, false); 4];
            for bits in 0..64_u32 {
                let fill = |fact: Option<bool>, at: u32| Some(fact.unwrap_or(bits >> at & 1 == 1));
                let full = CustomerRoles
                    .of(&RoleFacts {
                        takes: fill(facts.takes, 0),
                        decides: fill(facts.decides, 1),
                        on_file: fill(facts.on_file, 2),
                        own_use: fill(facts.own_use, 3),
                        uses: fill(facts.uses, 4),
                        passes_on: fill(facts.passes_on, 5),
                    })
                    .unwrap();
                assert_eq!(full.unknown, 0);
                for (seen, role) in seen.iter_mut().zip(Role::ALL) {
                    match full.is(*role).unwrap() {
                        true => seen.0 = true,
                        false => seen.1 = true,
                    }
                }
            }
            for (seen, role) in seen.iter().zip(Role::ALL) {
                let expected = match seen {
                    (true, true) => None,
                    (yes, _) => Some(*yes),
                };
                assert_eq!(found.is(*role), expected, "{role} of {facts:?}");
            }
        }
    }

    #[test]
    fn the_statements_of_the_text() {
        let of = |facts: RoleFacts| CustomerRoles.of(&facts).unwrap();
        // Not on file: no customer. Inside the firm or not does not matter.
        let taker = RoleFacts::new().takes(true);
        assert_eq!(of(taker.on_file(false)).is(Role::Customer), Some(false));
        // Decides and bears the risk without taking anything: a customer on file.
        let board = RoleFacts::new().takes(false).decides(true).on_file(true);
        assert_eq!(of(board).is(Role::Customer), Some(true));
        assert_eq!(of(board).is(Role::EndRecipient), Some(false));
    }
}
