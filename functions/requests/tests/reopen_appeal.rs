use crate::world::{begun, home, post};

#[tokio::test]
async fn a_closed_appeal_is_worked_on_again_and_an_open_one_stays_as_it_is() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    assert_eq!(post(&app, &format!("/{appeal}/reopen")).await.json()["status"], "new");
    post(&app, &format!("/{appeal}/close")).await;
    assert_eq!(post(&app, &format!("/{appeal}/reopen")).await.json()["status"], "in_progress");
}
