//! What the next bill will roughly say.

use crate::account::Service;
use crate::line_text::LineText;
use crate::meter::Resource;

/// Words of a service's name that tell its tariff zone: by day, by night, at the peak. «Полупик» is the day.
const ZONES: [&[&str]; 3] = [&["день", "дневн", "полупик"], &["ноч"], &["пик"]];

/// The services of an account that a meter's consumption is charged at, one a zone; empty where that is not known:
/// better no estimate than a wrong one. The accounting system names the service, else it is the only one of the same
/// unit whose name speaks of the resource; zones that are services of their own are known by their names.
pub fn services_of<'a>(
    resource: Resource,
    unit: &LineText,
    zones: u8,
    named: Option<&LineText>,
    services: &'a [Service],
) -> Vec<&'a Service> {
    let named = named.map(|code| services.iter().find(|service| service.code == *code));
    let fitting: Vec<&Service> =
        services.iter().filter(|service| service.unit == *unit && speaks_of(resource, &service.name)).collect();
    let is_of_a_zone = |service: &&Service| (0..ZONES.len()).any(|zone| speaks_of_zone(zone, &service.name));
    if zones > 1 && named.flatten().iter().chain(&fitting).any(is_of_a_zone) {
        return by_zone(zones, &fitting);
    }
    let service = named.unwrap_or_else(|| only(fitting.into_iter()));
    service.map(|service| vec![service; usize::from(zones)]).unwrap_or_default()
}

fn by_zone<'a>(zones: u8, fitting: &[&'a Service]) -> Vec<&'a Service> {
    let of_zone = |zone: usize| only(fitting.iter().copied().filter(|service| speaks_of_zone(zone, &service.name)));
    (0..usize::from(zones)).map(of_zone).collect::<Option<Vec<_>>>().unwrap_or_default()
}

fn only<'a>(mut services: impl Iterator<Item = &'a Service>) -> Option<&'a Service> {
    services.next().filter(|_| services.next().is_none())
}

fn speaks_of_zone(zone: usize, name: &LineText) -> bool {
    let name = name.as_str().to_lowercase();
    let name = if zone == 2 { name.replace("полупик", "") } else { name };
    ZONES.get(zone).is_some_and(|words| words.iter().any(|word| name.contains(word)))
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

    fn codes(resource: Resource, unit: &str, zones: u8, named: Option<&str>, services: &[Service]) -> Vec<String> {
        let text = |text| LineText::parse(text).unwrap();
        let found = services_of(resource, &text(unit), zones, named.map(text).as_ref(), services);
        found.into_iter().map(|service| service.code.to_string()).collect()
    }

    fn power(names: &[(&str, &str)]) -> Vec<Service> {
        names.iter().map(|(code, name)| service(code, name, "кВт·ч")).collect()
    }

    #[test]
    fn the_service_is_known_by_its_unit_and_its_name() {
        let services = [
            service("cold", "Холодное водоснабжение", "м³"),
            service("hot", "Горячее водоснабжение (компонент на холодную воду)", "м³"),
            service("hot-heat", "Горячее водоснабжение (компонент на тепловую энергию)", "Гкал"),
        ];
        assert_eq!(codes(Resource::ColdWater, "м³", 1, None, &services), ["cold"]);
        assert_eq!(codes(Resource::HotWater, "м³", 1, None, &services), ["hot"]);
        assert!(codes(Resource::Gas, "м³", 1, None, &services).is_empty());
    }

    #[test]
    fn two_fitting_services_give_no_estimate() {
        let services = power(&[("a", "Электроснабжение"), ("b", "Электроснабжение сверх нормы")]);
        assert!(codes(Resource::Electricity, "кВт·ч", 1, None, &services).is_empty());
        assert!(codes(Resource::Electricity, "кВт·ч", 2, None, &services).is_empty());
    }

    #[test]
    fn the_accounting_system_names_the_service_better_than_a_guess() {
        let services = [service("a", "Холодное водоснабжение", "м³"), service("b", "Водоснабжение", "м³")];
        assert_eq!(codes(Resource::ColdWater, "м³", 1, Some("b"), &services), ["b"]);
        assert!(codes(Resource::ColdWater, "м³", 1, Some("c"), &services).is_empty());
    }

    #[test]
    fn zones_that_are_services_of_their_own_have_their_own_tariffs() {
        let services = power(&[("n", "Электроэнергия (ночная зона)"), ("d", "Электроэнергия, день")]);
        assert_eq!(codes(Resource::Electricity, "кВт·ч", 2, None, &services), ["d", "n"]);
        assert_eq!(
            codes(Resource::Electricity, "кВт·ч", 2, Some("d"), &services),
            ["d", "n"],
            "not the day's for both"
        );
        let peak =
            power(&[("p", "Электроэнергия, пик"), ("n", "Электроэнергия, ночь"), ("h", "Электроэнергия, полупик")]);
        assert_eq!(codes(Resource::Electricity, "кВт·ч", 3, None, &peak), ["h", "n", "p"]);
    }

    #[test]
    fn a_zone_without_a_service_of_its_own_gives_no_estimate() {
        let services = power(&[("d", "Электроэнергия, день"), ("e", "Электроснабжение")]);
        assert!(codes(Resource::Electricity, "кВт·ч", 2, Some("d"), &services).is_empty());
        assert!(codes(Resource::Electricity, "кВт·ч", 2, None, &services).is_empty());
    }

    #[test]
    fn one_service_for_all_zones_charges_each_of_them() {
        let services = power(&[("e", "Электроснабжение")]);
        assert_eq!(codes(Resource::Electricity, "кВт·ч", 3, None, &services), ["e", "e", "e"]);
    }
}
