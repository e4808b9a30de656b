//! What the fiscal receipt of a payment says (54-ФЗ), as attributes of the answer to the Pay URL.

use table::entities::organization::Fiscal;
use table::entities::payment::PaymentItem;

use crate::shop::OpenShop;

/// The one position of every receipt.
const POSITION: &str = "Жилищно-коммунальные услуги";

/// `INVENTORY`, `CLIENT` and `SNO`; none where the company has no receipts issued there. The receipt of a person who was
/// erased meanwhile goes to the company: one must be issued.
pub fn attributes(shop: &OpenShop, item: &PaymentItem) -> Vec<(&'static str, String)> {
    let Some(fiscal) = &shop.fiscal else { return Vec::new() };
    let (phone, email) = (item.phone.as_ref().map(ToString::to_string), item.email.as_ref().map(ToString::to_string));
    let client = phone.or(email).unwrap_or_else(|| shop.seller_email.clone());
    vec![("INVENTORY", inventory(fiscal, item)), ("CLIENT", client), ("SNO", fiscal.sno.to_string())]
}

/// JSON by hand: the price is a number with two digits after the point, and no float of ours writes it.
fn inventory(fiscal: &Fiscal, item: &PaymentItem) -> String {
    let (price, vat) = (item.payment.amount(), fiscal.vat_tag);
    format!("[{{\"name\":\"{POSITION}\",\"price\":{price},\"quantity\":1,\"vatTag\":{vat}}}]")
}
