//! What the next bill will roughly say.

use crate::account::Service;
use crate::line_text::LineText;
use crate::meter::Resource;

/// The service of an account whose tariff a meter's consumption is charged at: the one that the accounting system
/// names, else the only one of the same unit whose name speaks of the resource. `None`: better no estimate than a wrong one.
pub fn service_of<'a>(
    resource: Resource,
    unit: &LineText,
    named: Option<&LineText>,
    services: &'a [Service],
) -> Option<&'a Service> {
    if let Some(code) = named {
        return services.iter().find(|service| service.code == *code);
    }
    let mut fitting = services.iter().filter(|service| service.unit == *unit && speaks_of(resource, &service.name));
    fitting.next().filter(|_| fitting.next().is_none())
}

fn speaks_of(resource: Resource, name: &LineText) -> bool {
    let name = name.as_str().to_lowercase();
    let has = |stem: &str| name.contains(stem);
    match resource {
        Resource::ColdWater => has("холодн") && !has("горяч"),
        Resource::HotWater => has("горяч"),
        Resource::Electricity => has("электр"),
        Resource::Gas => has("газ"),
        Resource::Heat => has("отоплен"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(code: &str, name: &str, unit: &str) -> Service {
        let text = |text| LineText::parse(text).unwrap();
        Service { code: text(code), name: text(name), supplier: text("МУП"), unit: text(unit), tariff: 1.into() }
    }

    fn code_of(resource: Resource, unit: &str, services: &[Service]) -> Option<String> {
        let unit = LineText::parse(unit).unwrap();
        service_of(resource, &unit, None, services).map(|service| service.code.to_string())
    }

    #[test]
    fn the_service_is_known_by_its_unit_and_its_name() {
        let services = [
            service("cold", "Холодное водоснабжение", "м³"),
            service("hot", "Горячее водоснабжение (компонент на холодную воду)", "м³"),
            service("hot-heat", "Горячее водоснабжение (компонент на тепловую энергию)", "Гкал"),
        ];
        assert_eq!(code_of(Resource::ColdWater, "м³", &services).as_deref(), Some("cold"));
        assert_eq!(code_of(Resource::HotWater, "м³", &services).as_deref(), Some("hot"));
        assert_eq!(code_of(Resource::Gas, "м³", &services), None);
    }

    #[test]
    fn two_fitting_services_give_no_estimate() {
        let services =
            [service("day", "Электроэнергия, день", "кВт·ч"), service("night", "Электроэнергия, ночь", "кВт·ч")];
        assert_eq!(code_of(Resource::Electricity, "кВт·ч", &services), None);
    }

    #[test]
    fn the_accounting_system_names_the_service_better_than_a_guess() {
        let services = [service("a", "Холодное водоснабжение", "м³"), service("b", "Водоснабжение", "м³")];
        let named = LineText::parse("b").unwrap();
        let unit = LineText::parse("м³").unwrap();
        let found = service_of(Resource::ColdWater, &unit, Some(&named), &services);
        assert_eq!(found.map(|service| service.code.as_str()), Some("b"));
    }
}
