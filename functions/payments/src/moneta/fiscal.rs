//! What the fiscal receipt of a payment says (54-ФЗ), as attributes of the answer to the Pay URL.

use table::entities::organization::Fiscal;
use table::entities::payment::PaymentItem;

/// The one position of every receipt.
const POSITION: &str = "Жилищно-коммунальные услуги";

/// `INVENTORY`, `CLIENT` and `SNO`; none where the company has no receipts issued there.
pub fn attributes(fiscal: Option<&Fiscal>, item: &PaymentItem) -> Vec<(&'static str, String)> {
    let Some(fiscal) = fiscal else { return Vec::new() };
    let client = item.phone.as_ref().map_or_else(|| item.email.to_string(), ToString::to_string);
    vec![("INVENTORY", inventory(fiscal, item)), ("CLIENT", client), ("SNO", fiscal.sno.to_string())]
}

/// JSON by hand: the price is a number with two digits after the point, and no float of ours writes it.
fn inventory(fiscal: &Fiscal, item: &PaymentItem) -> String {
    let (price, vat) = (item.payment.amount(), fiscal.vat_tag);
    format!("[{{\"name\":\"{POSITION}\",\"price\":{price},\"quantity\":1,\"vatTag\":{vat}}}]")
}
