//! The boundary to payment providers. Another one is another file that implements this, with routes for its calls;
//! posting, states and balances know nothing of any of them.

use domain::payment::Payment;

/// What a provider is told of a payment when a person is sent there.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// The payment.
    pub payment: &'a Payment,
    /// What it is for, in Russian.
    pub description: &'a str,
    /// The page of the payment in the cabinet; its address has a query already.
    pub page: &'a str,
}

/// A company's shop at a provider.
pub trait PaymentProvider {
    /// What its operations are kept under.
    const NAME: &'static str;

    /// Its number for the shop.
    fn shop(&self) -> &str;

    /// Payments there move no real money.
    fn is_test(&self) -> bool;

    /// Where the person is sent to pay.
    fn redirect(&self, order: Order<'_>) -> String;
}
