//! What the demo companies offer beyond the charges of a month. Prices are in kopecks.

use serde_json::{Value, json};

/// Parts of the day on which somebody comes.
pub const MORNING: &str = "с 9 до 13";
const AFTERNOON: &str = "с 13 до 18";

/// The catalogue as an accounting system sends it.
pub fn rows() -> Vec<Value> {
    let slots = [MORNING, AFTERNOON];
    vec![
        json!({
            "code": "tap", "group": "Сантехника", "name": "Замена смесителя", "price": 90_000, "price_kind": "from",
            "unit": "шт.", "slots": slots, "description": "Снимем старый смеситель, установим новый, проверим соединения.",
            "conditions": "Смеситель покупает заказчик. Гарантия на работу — 6 месяцев."
        }),
        json!({
            "code": "siphon", "group": "Сантехника", "name": "Замена сифона", "price": 65_000, "unit": "шт.",
            "slots": slots, "conditions": "Сифон входит в цену."
        }),
        json!({
            "code": "meter-check", "group": "Приборы учёта", "name": "Поверка счётчика воды", "price": 70_000,
            "unit": "шт.", "slots": slots, "description": "На месте, без снятия. Сведения передаём в ФГИС «Аршин».",
            "conditions": "Подготовьте паспорт счётчика и доступ к нему."
        }),
        json!({
            "code": "meter-seal", "group": "Приборы учёта", "name": "Опломбировка счётчика", "price": 35_000,
            "unit": "шт.", "slots": slots, "conditions": "Первая опломбировка после установки — бесплатно."
        }),
        json!({
            "code": "socket", "group": "Электрика", "name": "Замена розетки или выключателя", "price": 45_000,
            "unit": "шт.", "slots": slots
        }),
        json!({
            "code": "lock", "group": "Двери и окна", "name": "Ремонт дверного замка", "price_kind": "agreement",
            "slots": slots, "conditions": "Цену мастер назовёт после осмотра, до начала работы."
        }),
        json!({
            "code": "certificate", "group": "Справки", "name": "Копия лицевого счёта на бумаге", "price": 15_000,
            "unit": "экз.", "description": "Готова на следующий рабочий день, забрать в приёмной."
        }),
    ]
}
