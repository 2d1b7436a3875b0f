// One row a scheme: its code and symbol, its names, the type in the core, the columns of
// evidence, the settings with their defaults ([]: must be given), how it is made of them, and
// the symbols of its classes in the order of their codes, from 1. Read twice: by
// src/capi/schemes.rs, which makes the function of it, and by build.rs, which makes the
// constants and the reference of the header.
schemes! {
    /// Loyalty by satisfaction (5 very satisfied, 4 fairly satisfied, 3 satisfied, 2 dissatisfied,
    /// 1 very dissatisfied; 0 not known), the probability of repurchase (0 to 1) and recommendation
    /// (3 very likely, 2 possible, 1 unlikely; 0 not known). The tables score each level from 0 to
    /// 100; the cuts ascend.
    1 THREE_INDICATOR "loyalty by three indicators" "三指标忠诚度"
        loyalty::ThreeIndicator { satisfaction: u8, repurchase: f64, recommendation: u8 }
        (
            satisfaction_table: [f64; 5] = [0.0, 25.0, 50.0, 75.0, 100.0],
            repurchase_table: [f64; 3] = [0.0, 50.0, 100.0],
            recommendation_table: [f64; 3] = [0.0, 50.0, 100.0],
            weights: [f64; 3] = [1.0, 1.0, 1.0],
            repurchase_cuts: [f64; 2] = [0.3, 0.7],
            index_cuts: [f64; 2] = [50.0, 75.0]
        ) => three_indicator(
            satisfaction_table, repurchase_table, recommendation_table, weights,
            repurchase_cuts, index_cuts,
        )?, [LOW, MEDIUM, HIGH];
    /// Griffin's ladder: without a purchase by need, ability and liking; then by purchases; a client
    /// buys regularly and all that they need, an advocate also recommends. It rests on `purchases`.
    2 LOYALTY_LADDER "stage of Griffin's ladder" "客户忠诚度阶梯（格里芬）"
        loyalty::GriffinLadder {
            purchases: u32, products: u32, need: u8, need_now: u8, ability: u8, likes: u8,
            regular: u8, buys_all: u8, resists: u8, recommends: u8
        } () => loyalty::GriffinLadder,
        [SUSPECT, PROSPECT, DISQUALIFIED_PROSPECT, FIRST_TIME_CUSTOMER, REPEAT_CUSTOMER, CLIENT,
         ADVOCATE];
    /// No purchase is potential; one purchase or a tenure below the minimum is new; two or more with
    /// enough tenure are established, and loyal if known to be loyal.
    3 LOYALTY_CLASS "standing" "客户分类（按忠诚程度）"
        loyalty::StandingScheme { purchases: u32, tenure_days: f64, loyal: u8 }
        (minimum_tenure_days: f64 = [90.0])
        => loyalty::StandingScheme::new().with_minimum_tenure_days(minimum_tenure_days)?,
        [POTENTIAL, NEW, ESTABLISHED, LOYAL];
    /// Oliver's phases: knows it to be better, likes it, means to buy it, buys it against obstacles.
    /// `order` is one of HABITUE_PHASE_ORDER_..., `rule` one of HABITUE_LADDER_...; the codes are in
    /// Oliver's order, and intention is IMPULSIVE where it comes first.
    4 LOYALTY_PHASE "phase of loyalty" "客户忠诚度的四个层次"
        loyalty::FourPhases { cognitive: u8, affective: u8, conative: u8, action: u8 }
        (order: loyalty::PhaseOrder = [1.0], rule: LadderRule = [1.0])
        => loyalty::FourPhases::new().with_order(order).with_rule(rule),
        [BEFORE_LOYALTY, COGNITIVE, AFFECTIVE, CONATIVE, ACTION, IMPULSIVE];
    /// The product fits the need, is preferred after use, the relation is sustained. `rule` is one
    /// of HABITUE_LADDER_...; the texts take the highest.
    5 TRUST "level of trust" "顾客信任的三个层次"
        loyalty::TrustLevels { fits: u8, prefers: u8, sustained: u8 }
        (rule: LadderRule = [2.0]) => loyalty::TrustLevels::new().with_rule(rule),
        [NONE, COGNITIVE, AFFECTIVE, BEHAVIOURAL];
    /// The last passed of satisfaction, delight and trust, each a score with its cut.
    6 LOYALTY_PREREQUISITES "last gate passed" "客户忠诚模型"
        loyalty::LoyaltyGates { satisfaction: f64, delight: f64, trust: f64 }
        (satisfaction_cut: f64 = [50.0], delight_cut: f64 = [50.0], trust_cut: f64 = [50.0])
        => loyalty::LoyaltyGates::new().with_gates([satisfaction_cut, delight_cut, trust_cut])?,
        [NOT_SATISFIED, SATISFIED, DELIGHTED, TRUSTING];
    /// Burke's secure customer: levels of satisfaction, of the will to continue and to recommend
    /// (0 not known), best for all three, or good for all.
    7 SECURE_CUSTOMER "security" "客户稳固程度"
        loyalty::SecureCustomer { satisfaction: u8, continues: u8, recommends: u8 }
        () => loyalty::SecureCustomer, [AT_RISK, VULNERABLE, FAVOURABLE, SECURE];
    /// Jones and Sasser: loyalists, hostages, mercenaries and defectors by satisfaction and loyalty,
    /// with the apostle (both at or above) and the terrorist (both at or below) in the corners.
    8 APOSTLE "kind of customer by satisfaction and loyalty" "满意度与忠诚度矩阵"
        loyalty::ApostleMatrix { satisfaction: f64, loyalty: f64 }
        (
            satisfaction_cut: f64 = [50.0], loyalty_cut: f64 = [50.0],
            apostle_satisfaction: f64 = [90.0], apostle_loyalty: f64 = [90.0],
            terrorist_satisfaction: f64 = [10.0], terrorist_loyalty: f64 = [10.0]
        ) => loyalty::ApostleMatrix::new().with_cuts(
            Cuts::new(satisfaction_cut, loyalty_cut)?,
            Cuts::new(apostle_satisfaction, apostle_loyalty)?,
            Cuts::new(terrorist_satisfaction, terrorist_loyalty)?,
        )?, [DEFECTOR, TERRORIST, HOSTAGE, MERCENARY, LOYALIST, APOSTLE];
    /// Dick and Basu: no, spurious, latent or true loyalty.
    9 ATTITUDE_BEHAVIOUR "kind of loyalty" "态度与行为忠诚矩阵"
        loyalty::AttitudeBehaviour { attitude: f64, behaviour: f64 }
        (attitude_cut: f64 = [50.0], behaviour_cut: f64 = [50.0])
        => loyalty::AttitudeBehaviour::new().with_cuts(Cuts::new(attitude_cut, behaviour_cut)?),
        [NO_LOYALTY, SPURIOUS, LATENT, TRUE];
    /// Loyalty of the customer to the firm and of the firm to the customer.
    10 RECIPROCAL_LOYALTY "reciprocity" "双向忠诚"
        loyalty::ReciprocalLoyalty { customer: f64, firm: f64 }
        (customer_cut: f64 = [50.0], firm_cut: f64 = [50.0])
        => loyalty::ReciprocalLoyalty::new().with_cuts(Cuts::new(customer_cut, firm_cut)?),
        [NEITHER, FIRM_ONLY, CUSTOMER_ONLY, MUTUAL];
    /// The procedural and the personal side of service.
    11 SERVICE "kind of service" "客户服务类型"
        loyalty::ServiceMatrix { procedural: f64, personal: f64 }
        (procedural_cut: f64 = [50.0], personal_cut: f64 = [50.0])
        => loyalty::ServiceMatrix::new().with_cuts(Cuts::new(procedural_cut, personal_cut)?),
        [FREEZER, FACTORY, FRIENDLY_ZOO, QUALITY];
    /// Growth of quantity, frequency, use and spend between two periods, each >= 0.
    12 GROWTH "growth of loyal behaviour" "忠诚行为增长"
        loyalty::BehaviourGrowth {
            quantity_before: f64, quantity: f64, frequency_before: f64, frequency: f64,
            use_before: f64, uses: f64, spend_before: f64, spend: f64
        } () => loyalty::BehaviourGrowth, [FALLING, STEADY, GROWING];
    /// Who is inside the firm is internal; else who sells on is a channel; else who builds it in is a
    /// business; else who uses it is a consumer. Of whom no use is known, a partner, the supply chain
    /// and a competitor are customers in the wider sense.
    13 RELATION "relation to the firm" "客户分类（按与企业的关系）"
        customer::RelationTree {
            own_use: u8, builds_in: u8, inside: u8, resells: u8, partner: u8, supply_chain: u8,
            competes: u8
        } () => customer::RelationTree,
        [CONSUMER, BUSINESS, INTERNAL, CHANNEL, PARTNER, SUPPLY_CHAIN, COMPETITOR];
    /// By the place in a ranking, rank / customers (0 to 1), up to which customers are VIPs, and are
    /// important.
    14 IMPORTANCE "importance" "客户重要性"
        customer::ImportanceTiers { top_share: f64 } (vip: f64 = [0.01], important: f64 = [0.2])
        => customer::ImportanceTiers::new().with_cuts(vip, important)?,
        [ORDINARY, IMPORTANT, VIP];
    /// Who has ended the relationship is lost for good; silence makes a customer lost, and lost for
    /// good only after the second number of days (NaN: never).
    15 LIFECYCLE "lifecycle status" "客户生命周期状态"
        customer::LifecycleRules {
            purchases: u32, days_since_last: f64, need: u8, targeted: u8, has_left: u8
        }
        (lost_after_days: f64 = [365.0], lost_for_good_after_days: Option<f64> = [f64::NAN])
        => customer::LifecycleRules::new()
            .with_lost_after_days(lost_after_days)?
            .with_lost_for_good_after_days(lost_for_good_after_days)?,
        [NON_CUSTOMER, POTENTIAL, TARGET, ACTUAL, LOST, LOST_FOR_GOOD];
    /// Kotler's levels, by what the firm does for the customer. `rule` is one of
    /// HABITUE_LADDER_....
    16 RELATIONSHIP_LEVEL "level of the relationship" "客户关系的类型（五种）"
        customer::BondLevels { invites: u8, calls_after_sale: u8, calls_regularly: u8, works_together: u8 }
        (rule: LadderRule = [2.0]) => customer::BondLevels::new().with_rule(rule),
        [BASIC, REACTIVE, ACCOUNTABLE, PROACTIVE, PARTNERSHIP];
    /// The trait with the highest score, that of the lighthouse being the mean of novelty seeking and
    /// opinion leadership; of equals the first wins, on the boundary.
    17 ORIENTATION "orientation" "客户类型（按提供价值的能力）"
        customer::OrientationScores {
            novelty: f64, leadership: f64, following: f64, weighing: f64, saving: f64
        } () => customer::OrientationScores, [LIGHTHOUSE, FOLLOWER, RATIONAL, PROFIT_SEEKING];
    /// By the mean days between purchases; the settings are the longest of each, ascending.
    18 USAGE "usage" "消费频率等级"
        customer::UsageTiers { interval_days: f64 }
        (heavy: f64 = [15.0], medium: f64 = [75.0], light: f64 = [365.0])
        => customer::UsageTiers::new().with_bounds(heavy, medium, light)?,
        [LAPSED, LIGHT, MEDIUM, HEAVY];
    /// Whether a customer may be contacted: with consent, not too often, not too soon.
    19 CONTACT "contact policy" "联系许可"
        customer::ContactPolicy { consent: u8, contacts: u32, days_since_contact: f64 }
        (minimum_gap_days: f64 = [7.0], most_contacts: u32 = [4.0])
        => customer::ContactPolicy::new()
            .with_minimum_gap_days(minimum_gap_days)?
            .with_most_contacts(most_contacts),
        [DENY, ALLOW];
    /// Whom to win back now: the lapsed, within some days of their birthday.
    20 WIN_BACK "win-back trigger" "流失客户挽回提醒"
        customer::WinBackTrigger { days_since_last: f64, days_to_birthday: f64 }
        (lapsed_after_days: f64 = [1095.0], within_days: f64 = [7.0])
        => customer::WinBackTrigger::new()
            .with_lapsed_after_days(lapsed_after_days)?
            .with_within_days(within_days)?,
        [NOT_LAPSED, WAIT, NOW];
    /// Current and future value.
    21 FUTURE_VALUE "class by current and future value" "目前价值与未来价值矩阵"
        value::FutureValue { current: f64, future: f64 }
        (current_cut: f64 = [], future_cut: f64 = [])
        => value::FutureValue::new().with_cuts(Cuts::new(current_cut, future_cut)?), [A, B, C, D];
    /// Reinartz and Kumar: value and loyalty.
    22 VALUE_LOYALTY "kind of customer by value and loyalty" "客户价值与忠诚度矩阵"
        value::ValueLoyalty { value: f64, loyalty: f64 }
        (value_cut: f64 = [], loyalty_cut: f64 = [])
        => value::ValueLoyalty::new().with_cuts(Cuts::new(value_cut, loyalty_cut)?),
        [STRANGER, BUTTERFLY, BARNACLE, TRUE_FRIEND];
    /// Value, and the share of contacts that are answered.
    23 VALUE_RESPONSE "kind of customer by value and response" "客户价值与客户响应矩阵"
        value::ValueResponse { value: f64, response: f64 }
        (value_cut: f64 = [], response_cut: f64 = [])
        => value::ValueResponse::new().with_cuts(Cuts::new(value_cut, response_cut)?),
        [NEGLECT, COURT, DEVELOP, NURTURE];
    /// Trust earned by satisfied episodes in a row (`habitue_satisfied_streaks`); the settings are how
    /// many earn each level, ascending, and how many failures in a row it survives. Its classes are
    /// those of TRUST.
    24 EARNED_TRUST "trust earned by satisfied episodes" "连续满意赢得的信任"
        loyalty::EarnedTrust { streak: u32, failures: u32 }
        (
            cognitive: u32 = [1.0], affective: u32 = [3.0], behavioural: u32 = [5.0],
            tolerance: u32 = [1.0]
        ) => loyalty::EarnedTrust::new()
            .with_needed([cognitive, affective, behavioural])?
            .with_tolerance(tolerance),
        [];
    /// Whether a discount is justified: it clears stock, returns an investment quickly, makes room for
    /// a season, avoids a loss by delay or wins by a key campaign, and is not used for long.
    25 DISCOUNT "use of a discount" "折扣的适用情形"
        value::DiscountTest {
            clearance: u8, quick_return: u8, season: u8, delay: u8, key_campaign: u8, long_term: u8
        } () => value::DiscountTest, [UNJUSTIFIED, JUSTIFIED];
}
