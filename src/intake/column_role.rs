//! What a column of transactions is, and what such columns are called.

use std::fmt;

/// What a column of a file of transactions holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ColumnRole {
    /// Who bought.
    Customer,
    /// When.
    Date,
    /// For how much.
    Amount,
    /// How many pieces.
    Quantity,
    /// What each piece cost the customer.
    UnitPrice,
    /// What it cost the shop.
    Cost,
    /// What it left the shop.
    Margin,
    /// The number of the invoice, order or receipt.
    Invoice,
    /// What was bought.
    Product,
    /// What became of the order.
    Status,
    /// The currency of the amount.
    Currency,
}

impl ColumnRole {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Customer,
        Self::Date,
        Self::Amount,
        Self::Quantity,
        Self::UnitPrice,
        Self::Cost,
        Self::Margin,
        Self::Invoice,
        Self::Product,
        Self::Status,
        Self::Currency,
    ];

    /// The name by which options know it: `--customer-column` names the column of customers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Date => "date",
            Self::Amount => "amount",
            Self::Quantity => "quantity",
            Self::UnitPrice => "price",
            Self::Cost => "cost",
            Self::Margin => "margin",
            Self::Invoice => "invoice",
            Self::Product => "product",
            Self::Status => "status",
            Self::Currency => "currency",
        }
    }

    /// What such columns are called: first what leaves no doubt, then what may be something else.
    /// In small letters, without blanks and marks.
    const fn words(self) -> [&'static [&'static str]; 2] {
        match self {
            Self::Customer => [
                &[
                    "customer",
                    "customerid",
                    "customerno",
                    "customernumber",
                    "customerkey",
                    "customercode",
                    "custid",
                    "custno",
                    "cust",
                    "clientid",
                    "client",
                    "clientno",
                    "userid",
                    "user",
                    "memberid",
                    "member",
                    "memberno",
                    "membernumber",
                    "cardno",
                    "cardnumber",
                    "buyerid",
                    "buyer",
                    "shopperid",
                    "householdkey",
                    "householdid",
                    "who",
                    "客户",
                    "客户id",
                    "客户编号",
                    "客户号",
                    "客户代码",
                    "客户编码",
                    "会员",
                    "会员id",
                    "会员号",
                    "会员编号",
                    "会员卡号",
                    "会员编码",
                    "用户",
                    "用户id",
                    "用户编号",
                    "买家",
                    "买家id",
                    "买家会员名",
                    "顾客",
                    "顾客id",
                    "顾客编号",
                    "openid",
                ],
                &[
                    "id",
                    "account",
                    "accountid",
                    "email",
                    "customeremail",
                    "customername",
                    "name",
                    "clientname",
                    "phone",
                    "mobile",
                    "customeruniqueid",
                    "客户名称",
                    "客户姓名",
                    "会员姓名",
                    "会员名",
                    "姓名",
                    "手机号",
                    "手机",
                    "手机号码",
                    "电话",
                    "买家昵称",
                ],
            ],
            Self::Date => [
                &[
                    "date",
                    "orderdate",
                    "purchasedate",
                    "transactiondate",
                    "transdate",
                    "invoicedate",
                    "saledate",
                    "salesdate",
                    "datetime",
                    "orderdatetime",
                    "when",
                    "ordertime",
                    "purchasetime",
                    "transactiontime",
                    "orderpurchasetimestamp",
                    "dateofpurchase",
                    "visitdate",
                    "receiptdate",
                    "日期",
                    "订单日期",
                    "下单时间",
                    "下单日期",
                    "交易日期",
                    "交易时间",
                    "购买日期",
                    "购买时间",
                    "消费日期",
                    "消费时间",
                    "付款时间",
                    "支付时间",
                    "付款日期",
                    "成交时间",
                    "订单时间",
                    "销售日期",
                    "销售时间",
                    "订单付款时间",
                    "订单创建时间",
                    "结账时间",
                    "开单日期",
                    "时间",
                ],
                &[
                    "time",
                    "timestamp",
                    "day",
                    "month",
                    "created",
                    "createdat",
                    "paidat",
                    "orderedat",
                    "period",
                    "创建时间",
                    "月份",
                ],
            ],
            Self::Amount => [
                &[
                    "amount",
                    "amt",
                    "totalamount",
                    "sales",
                    "revenue",
                    "salesamount",
                    "salesvalue",
                    "paid",
                    "amountpaid",
                    "paymentvalue",
                    "totalprice",
                    "linetotal",
                    "ordertotal",
                    "ordervalue",
                    "orderamount",
                    "transactionamount",
                    "transactionvalue",
                    "spend",
                    "spent",
                    "netamount",
                    "turnover",
                    "total",
                    "金额",
                    "总金额",
                    "订单金额",
                    "消费金额",
                    "实付金额",
                    "实付",
                    "支付金额",
                    "付款金额",
                    "成交金额",
                    "交易金额",
                    "销售额",
                    "销售金额",
                    "实收金额",
                    "买家实际支付金额",
                    "总价",
                    "总额",
                    "应付金额",
                ],
                &[
                    "value",
                    "payment",
                    "monetary",
                    "grossamount",
                    "subtotal",
                    "price",
                    "sum",
                    "合计",
                    "应收金额",
                    "价格",
                ],
            ],
            Self::Quantity => [
                &[
                    "quantity",
                    "qty",
                    "units",
                    "pieces",
                    "quantitysold",
                    "数量",
                    "件数",
                    "购买数量",
                    "销售数量",
                    "商品数量",
                ],
                &["count", "items", "number"],
            ],
            Self::UnitPrice => [
                &["unitprice", "priceperunit", "itemprice", "单价", "商品单价", "销售单价"],
                &["price", "价格", "售价"],
            ],
            Self::Cost => {
                [&["cost", "costs", "cogs", "costamount", "成本", "成本金额", "总成本"], &[]]
            }
            Self::Margin => {
                [&["margin", "profit", "grossprofit", "grossmargin", "毛利", "利润", "毛利额"], &[]]
            }
            Self::Invoice => [
                &[
                    "invoice",
                    "invoiceno",
                    "invoiceid",
                    "invoicenumber",
                    "orderid",
                    "orderno",
                    "ordernumber",
                    "transactionid",
                    "receipt",
                    "receiptno",
                    "receiptid",
                    "basketid",
                    "订单号",
                    "订单编号",
                    "订单id",
                    "小票号",
                    "流水号",
                    "单号",
                    "交易号",
                    "发票号",
                ],
                &["order", "transaction", "basket", "订单"],
            ],
            Self::Product => [
                &[
                    "product",
                    "productid",
                    "sku",
                    "stockcode",
                    "itemid",
                    "productcode",
                    "商品",
                    "商品id",
                    "商品编号",
                    "商品编码",
                    "货号",
                    "产品",
                    "产品编号",
                ],
                &["item", "productname", "description", "商品名称", "产品名称"],
            ],
            Self::Status => [
                &["status", "orderstatus", "paymentstatus", "状态", "订单状态", "交易状态"],
                &["state"],
            ],
            Self::Currency => {
                [&["currency", "currencycode", "ccy", "币种", "货币", "币别", "货币代码"], &[]]
            }
        }
    }

    /// How surely a column of this name is one of these: 2 without doubt, 1 maybe, 0 not by its
    /// name.
    pub(super) fn fit(self, column: &str) -> u8 {
        let bare: String = column
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let [sure, maybe] = self.words();
        match (sure.contains(&bare.as_str()), maybe.contains(&bare.as_str())) {
            (true, _) => 2,
            (_, true) => 1,
            _ => 0,
        }
    }

    /// Whether its values are numbers.
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::Amount | Self::Quantity | Self::UnitPrice | Self::Cost | Self::Margin)
    }
}

impl fmt::Display for ColumnRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether a field is what a column of transactions is called.
pub(super) fn is_column_name(field: &[u8]) -> bool {
    std::str::from_utf8(field)
        .is_ok_and(|name| ColumnRole::ALL.iter().any(|role| role.fit(name) == 2))
}
