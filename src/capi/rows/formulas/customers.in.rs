// Formulas of who customers are: relation, usage, personas, roles, records, plans.
// What a row says is told in src/capi/formulas.rs.
formulas! {
    customers
    /// The lifecycle status (classes of HABITUE_SCHEME_LIFECYCLE) after an event (HABITUE_EVENT_...).
    58 LIFECYCLE_AFTER { status: i32, event: i32 } {} () [next] [] => |rows| each(rows, |i| {
        let status: Status = coded(f64::from(status[i]), "status")?;
        let event: StatusEvent = coded(f64::from(event[i]), "event")?;
        Ok([f64::from(status.after(event)?.code())])
    });
    /// The closest relationships that pay (levels of HABITUE_SCHEME_RELATIONSHIP_LEVEL), lower and
    /// upper, by how many customers there are and how much each leaves (HABITUE_EXTENT_...). `table`:
    /// for few, a medium number and many customers in turn, in each for a low, a medium and a high
    /// margin, the lower level and the upper one; Kotler's by default.
    59 RELATIONSHIP_SUITED { customers: i32, margins: i32 } {}
        (
            table: [f64; 18] = [
                3.0, 3.0, 4.0, 4.0, 5.0, 5.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 1.0, 2.0, 2.0, 2.0, 3.0,
                3.0
            ]
        ) [lower, upper] [] => |rows| {
            let table = bond_table(&table)?;
            each(rows, |i| {
                let number: CustomerNumber = coded(f64::from(customers[i]), "customers")?;
                let margin: Margin = coded(f64::from(margins[i]), "margins")?;
                let (lower, upper) = table.suited(number, margin);
                Ok([f64::from(lower.code()), f64::from(upper.code())])
            })
        };
    /// Purchases a year, and the share of them that are upgrades; NaN where undefined.
    60 RELATIONSHIP_DEPTH { length_days: f64, purchases: u32, upgrades: u32 } {} ()
        [purchases_per_year, upgrade_share] [] => |rows| {
            let (mut a_year, mut share) = (vec![0.0; rows], vec![0.0; rows]);
            Dimensions::depth_into(length_days, purchases, upgrades, &mut a_year, &mut share)?;
            Ok(columns([a_year, share]))
        };
    /// How regular purchases are (see `habitue_regularity`), one by one in any order, the first of
    /// each customer included: `customer` is any key, `time` within 1e300 of 0; two of a customer at
    /// the same time count once. `method` is one of HABITUE_REGULARITY_...; undefined where nobody has
    /// three.
    121 PURCHASE_REGULARITY { customer: i64, time: f64 } {} (method: i32 = [0.0])
        [] [k, standard_error, customers, observations] => |_rows| {
            let found = match method {
                HABITUE_REGULARITY_PAIRS => Regularity::of_pairs(customer, time)?,
                HABITUE_REGULARITY_MOMENTS => Regularity::of_moments(customer, time)?,
                other => return Err(no_enumerator(other, "method", &[0, 1])),
            };
            Ok(of_all(cells!(found => k, standard_error, customers, observations)))
        };
    /// Days from `today` to the next birthday.
    61 DAYS_TO_BIRTHDAY { month: u32, day_of_month: u32 } {} (today: i32 = []) [days] [] => |rows| {
        let today = Day::from_number(today)?;
        each(rows, |i| Ok([days_to_birthday(month[i], day_of_month[i], today)?]))
    };
    /// Tiers of usage by any number of bounds in days, 1 up to the first, 0 not known (NaN); and
    /// whether each stands on a bound.
    62 USAGE_TIERS { interval_days: f64 } {} (bounds: Vec<f64> = []) [tier, boundary] [] => |rows| {
        let (mut tiers, mut boundary) = (vec![0; rows], vec![0; rows]);
        interval_tiers_into(&bounds, interval_days, &mut tiers, Some(&mut boundary))?;
        let tiers = tiers.into_iter().map(f64::from).collect();
        Ok(columns([tiers, boundary.into_iter().map(f64::from).collect()]))
    };
    /// Customers with each persona tag (bits, HABITUE_PERSONA_...).
    63 PERSONA_COUNTS { tags: u32 } {} () [] [demanding, hesitant, thrifty, sophisticated]
        => |rows| Ok(of_all(Persona::counts(tags)?.map(|count| count as f64)));
    /// Which persona tags fit (the sum of HABITUE_PERSONA_...), of which it is not known and which
    /// stand on their bound: demanding by the share of purchases with a complaint, hesitant by the
    /// days to decide, thrifty by the share at a reduced price, sophisticated by purchases in the
    /// category; `bounds` in this order. NaN is not known.
    101 PERSONA_TAGS {}
        {
            complaint_share: f64, days_to_decide: f64, discount_share: f64,
            category_purchases: f64
        } (bounds: [f64; 4] = [0.2, 30.0, 0.5, 10.0]) [tags, unknown, boundary] [] => |rows| {
            let given = facts!(PersonaColumns(rows):
                complaint_share, days_to_decide, discount_share, category_purchases);
            let found = PersonaRules::new().with_bounds(bounds)?.tags_all(&given)?;
            let of = |part: fn(&PersonaFound) -> Persona| {
                found.iter().map(|it| f64::from(part(it).bits())).collect()
            };
            Ok(columns([of(|it| it.tags), of(|it| it.unknown), of(|it| it.boundary)]))
        };
    /// Who is a customer, a consumer, a user, an end recipient (the sum of HABITUE_ROLE_...), and of
    /// which it is not known. The columns are 1 (yes), 0 (no) or 2 (not known).
    102 CUSTOMER_ROLES {}
        { takes: u8, decides: u8, on_file: u8, own_use: u8, uses: u8, passes_on: u8 } ()
        [roles, unknown] [] => |rows| {
            let given = facts!(RoleColumns(rows):
                takes, decides, on_file, own_use, uses, passes_on);
            let found = CustomerRoles.of_all(&given)?;
            let roles = found.iter().map(|it| f64::from(it.roles)).collect();
            Ok(columns([roles, found.iter().map(|it| f64::from(it.unknown)).collect()]))
        };
    /// Where steps with owners and dates stand (entries of HABITUE_LIST_STEP_STATES) on the day
    /// `today`: `due` and `done` are days, `done` NaN where a step is not done, `owned` 1 where
    /// somebody answers for it, else 0.
    112 PLAN_PROGRESS { due: i32, done: f64, owned: u8 } {} (today: i32 = [])
        [state] [in_time, late, open, overdue, unowned] => |_rows| {
            let today = Day::from_number(today)?;
            let named = |row: usize, name: &'static str| {
                move |error: Error| error.in_column(name).at_row(row as u64)
            };
            let mut given = (Vec::new(), Vec::new(), Vec::new());
            for (row, ((due, done), owned)) in due.iter().zip(done).zip(owned).enumerate() {
                given.0.push(Day::from_number(*due).map_err(named(row, "due"))?);
                given.1.push(day_or_none(*done).map_err(named(row, "done"))?);
                if *owned > 1 {
                    let error = Error::out_of_range("owned", f64::from(*owned), "0 or 1");
                    return Err(error.at_row(row as u64));
                }
                given.2.push(*owned == 1);
            }
            let found = plan_progress(today, &given.0, &given.1, &given.2)?;
            let [a, b, c, d] = found.counts.map(|count| count as f64);
            let states = found.states.iter().map(|state| f64::from(state.code()));
            Ok(columns([states.collect()]).and([a, b, c, d, found.unowned as f64]))
        };
    /// How complete and how fresh records of customers are: of each field the day on which it was last
    /// confirmed, NaN where it is not there. `weights` are those of the fields, in their order;
    /// freshness is NaN of an empty record; `missing` and `present` are sums of the codes of
    /// HABITUE_LIST_RECORD_FIELDS.
    113 RECORD_QUALITY {}
        {
            name: f64, birthday: f64, phone: f64, email: f64, address: f64, consent: f64,
            preference: f64, habit: f64, contract_start: f64, contract_end: f64, service: f64,
            complaint: f64
        }
        (
            today: i32 = [],
            weights: [f64; 12] = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
            half_life_days: f64 = [365.0]
        ) [completeness, freshness, missing, present] [] => |rows| {
            let today = Day::from_number(today)?;
            let rules =
                RecordRules::new().with_weights(weights)?.with_half_life_days(half_life_days)?;
            let fields = [
                name, birthday, phone, email, address, consent, preference, habit, contract_start,
                contract_end, service, complaint,
            ];
            each(rows, |i| {
                let mut noted = [None; 12];
                let mut present = 0;
                for ((slot, column), field) in noted.iter_mut().zip(fields).zip(RecordField::ALL) {
                    let cell = column.map_or(f64::NAN, |column| column[i]);
                    *slot = day_or_none(cell).map_err(|error| error.in_column(field.name()))?;
                    present |= slot.map_or(0, |_| field.code());
                }
                let found = rules.quality_of(&noted, today)?;
                let [completeness, freshness, missing] =
                    cells!(found => completeness, freshness, missing);
                Ok([completeness, freshness, missing, f64::from(present)])
            })
        };
    /// What an erasure on the day `today` takes away of the fields that are there (`present`, the sum
    /// of their codes), and what must stay: the contract until `hold_days` after its end (a day, NaN
    /// where it has none). `held_until` is a day, NaN of nothing or of a contract without end.
    114 RECORD_ERASURE { present: u32 } { contract_end: f64 }
        (today: i32 = [], hold_days: u32 = [3650.0]) [erased, held, held_until] [] => |rows| {
            let today = Day::from_number(today)?;
            let rules = RecordRules::new().with_hold_days(hold_days);
            each(rows, |i| {
                let end = contract_end.map_or(f64::NAN, |column| column[i]);
                let end = day_or_none(end).map_err(|error| error.in_column("contract_end"))?;
                let found = rules.held(present[i], end, today)?;
                let until = found.held_until.map(|day| f64::from(day.number()));
                Ok([f64::from(found.erased), f64::from(found.held), or_nan(until)])
            })
        };
}
