//! Names in two languages of what a study says by codes.

use super::context::Context;
use crate::error::ErrorKind;
use crate::lifetime::Ridge;
use crate::study::ListKind;
use crate::value::ValueClass;

/// Why a row of a file was left out.
pub(crate) fn loss(context: &Context<'_>, reason: ErrorKind) -> String {
    match reason {
        ErrorKind::Parse => {
            context.say("could not be read as a date or an amount", "日期或金额无法识别")
        }
        ErrorKind::OutOfRange => context.say("a value outside its range", "数值超出允许范围"),
        ErrorKind::Missing | ErrorKind::Empty => context.say("a value is missing", "缺少必要的值"),
        ErrorKind::RowShape => {
            context.say("another number of columns than the heading", "列数与表头不符")
        }
        ErrorKind::Currency => context.say("another currency", "币种不同"),
        ErrorKind::Refund => {
            context.say("refunds, which were to be left out", "退款（按设定不计）")
        }
        ErrorKind::Encoding => context.say("characters in an unknown encoding", "字符编码无法识别"),
        ErrorKind::Inconsistent => context.say("contradicts other rows", "与其他行矛盾"),
        ErrorKind::Duplicate => context.say("given twice", "重复记录"),
        ErrorKind::OutsideWindow => {
            context.say("outside the days that were asked for", "不在所选日期之内")
        }
        ErrorKind::Overflow => context.say("an amount too large to add up", "金额过大，无法累加"),
        ErrorKind::NotFinite => context.say("an amount that is no number", "金额不是数值"),
        _ => context.say("another reason", "其他原因"),
    }
}

/// What a list for Monday tells to do.
pub(crate) fn list(context: &Context<'_>, kind: ListKind) -> String {
    match kind {
        ListKind::Thank => context.say("Thank, do not discount", "致谢，不打折"),
        ListKind::Call => context.say("Call, they have gone quiet", "主动联系，已经沉默"),
        ListKind::BringOn => context.say("Bring on the risers", "培育成长型客户"),
        ListKind::Ask => context.say("Ask what went wrong", "询问不满的原因"),
        ListKind::Mail => context.say("Mail, do not spend", "仅发邮件，不投预算"),
    }
}

/// A corner of the value matrix.
pub(crate) fn value_class(context: &Context<'_>, class: ValueClass) -> String {
    match class {
        ValueClass::A => context.say("core", "核心"),
        ValueClass::B => context.say("rising", "成长"),
        ValueClass::C => context.say("fading", "衰退"),
        ValueClass::D => context.say("everyday", "一般"),
    }
}

/// A direction in which a likelihood has no peak.
pub(crate) fn ridge(context: &Context<'_>, ridge: Ridge) -> String {
    let chinese = match ridge {
        Ridge::NoAttrition => "看不出有客户流失，流失参数无法估计",
        Ridge::EqualAttrition => "各客户的流失倾向看不出差别",
        Ridge::EqualPurchasing => "各客户的购买速率看不出差别",
        Ridge::ExtremePurchasing => "购买速率集中在接近零处",
        Ridge::ExtremeAttrition => "流失与否呈两极分化",
        Ridge::InfiniteMeanSpend => "q不大于1，总体平均消费金额为无穷大",
        Ridge::ConstantSpend => "同一客户每次消费金额相同",
        Ridge::EqualSpend => "各客户平均消费金额看不出差别",
        Ridge::ParetoLimit => "b趋近于0，已退化为更简单的Pareto/NBD模型",
        Ridge::Separation => "某个协变量的系数趋于无穷",
        Ridge::GivenBound => "某个参数停在给定的边界上",
        _ => "似然在某一方向上是平的，参数无法确定",
    };
    context.say(ridge.description(), chinese)
}
