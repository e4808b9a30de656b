// The link leads to the same page without a script too, but for what stands behind «#» in its address: there is the secret of
// a mailed link.
document.querySelector('.button').addEventListener('click', (event) => {
  event.preventDefault();
  location.reload();
});
