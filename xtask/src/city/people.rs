//! Who lives there. All names are made up.

use super::random::Random;

const MEN: [&str; 8] = ["Иван", "Пётр", "Сергей", "Алексей", "Дмитрий", "Николай", "Олег", "Юрий"];
const WOMEN: [&str; 8] = ["Анна", "Мария", "Ольга", "Елена", "Татьяна", "Ирина", "Наталья", "Светлана"];
const FATHERS: [&str; 6] = ["Иван", "Пётр", "Сергей", "Николай", "Владимир", "Александр"];
const FAMILIES: [&str; 12] = [
    "Иванов",
    "Смирнов",
    "Кузнецов",
    "Попов",
    "Соколов",
    "Лебедев",
    "Козлов",
    "Новиков",
    "Морозов",
    "Волков",
    "Орлов",
    "Зайцев",
];
/// Without letters and digits that are taken for each other.
const CODE: [&str; 28] = [
    "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C", "D", "E", "F", "G", "H", "K", "M", "N", "P", "R", "S", "T",
    "U", "V", "W", "X", "Z",
];

/// Surname, name and patronymic.
pub fn name(random: &mut Random) -> String {
    let (family, father) = (random.one_of(&FAMILIES), random.one_of(&FATHERS));
    let father = father.replace("Пётр", "Петр");
    if random.percent(50) {
        format!("{family}а {} {father}овна", random.one_of(&WOMEN)).replace("йовна", "евна")
    } else {
        format!("{family} {} {father}ович", random.one_of(&MEN)).replace("йович", "евич")
    }
}

/// An access code of eight characters.
pub fn access_code(random: &mut Random) -> String {
    (0..8).map(|_| random.one_of(&CODE)).collect()
}
