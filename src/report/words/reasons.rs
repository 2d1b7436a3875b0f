//! Why a customer is on a list, in words.

use super::context::Context;
use crate::study::ListReason;

/// Why a customer is on a list.
pub(crate) fn reasons(context: &Context<'_>, reason: &ListReason) -> String {
    let numbers = &context.numbers;
    let tier = |number: i32| {
        let tiers = context.study.figures.now.tiers.as_ref().ok();
        let row = tiers.and_then(|tiers| tiers.rows.iter().find(|row| row.number == number));
        row.map_or_else(|| number.to_string(), |row| context.terms.tier(row))
    };
    match reason {
        ListReason::TierAndLikely { tier: number, chance } => {
            let (tier, chance, horizon) =
                (tier(*number), numbers.percent(*chance), context.horizon());
            context.say(
                format!("{} tier, {chance} likely to buy within {horizon}", tier.to_lowercase()),
                format!("{tier}，{horizon}内购买概率{chance}"),
            )
        }
        ListReason::Silent { tier: number, silence, usual } => {
            let (tier, silence, usual) =
                (tier(*number), context.span(*silence), context.span(*usual));
            context.say(
                format!("{} tier, silent for {silence}, usually {usual}", tier.to_lowercase()),
                format!("{tier}，已沉默{silence}，惯常间隔{usual}"),
            )
        }
        ListReason::Rising => context.say(
            "among the top fifth by expected value, not by what was brought",
            "按预期价值进入前20%，按历史贡献尚未进入",
        ),
        ListReason::Unsatisfied { tier: number, satisfaction } => {
            let (tier, score) = (tier(*number), numbers.decimal(*satisfaction, 0));
            context.say(
                format!("{} tier, satisfaction {score} of 100", tier.to_lowercase()),
                format!("{tier}，满意度{score}分"),
            )
        }
        ListReason::BoughtOnce { silence } => {
            let silence = context.span(*silence);
            context
                .say(format!("bought once, {silence} ago"), format!("只购买过一次，距今{silence}"))
        }
    }
}
