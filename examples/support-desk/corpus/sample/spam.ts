/** Unwanted mail, made up for this sample: none of it offers anything that exists. */
export const spamTexts: readonly { readonly subject: string; readonly body: string }[] = [
  {
    subject: "You are a WINNER - claim your prize now",
    body: "Congratulations! You have been selected to receive a free prize worth $5,000. Click here to claim your money now. This offer expires today, act now!",
  },
  {
    subject: "Lose weight while you sleep",
    body: "Lose 20 pounds in one month with our free trial. No diet, no exercise, money back guarantee. Order now and receive a second bottle absolutely free!",
  },
  {
    subject: "Urgent business proposal",
    body: "Dear friend, I am the widow of a minister and wish to transfer $25 million out of my country. You will receive thirty percent. Please send your bank account number in strict confidence.",
  },
  {
    subject: "Lowest mortgage rates in years!!!",
    body: "Refinance now and save thousands of dollars! Bad credit is no problem. Our lenders compete for your mortgage. Click here for a free quote, no obligation.",
  },
  {
    subject: "Make money from home $$$",
    body: "Earn up to $500 per day working from home. No experience needed! Thousands of people make money with our proven system. Click here and order your free kit now.",
  },
  {
    subject: "Cheap software, all titles",
    body: "Buy the best software for a fraction of the price. Special offer this week only, save 90%. Instant download after you order. Click the link below, limited time!",
  },
  {
    subject: "Your account will be closed",
    body: "Dear customer, your account will be closed within 24 hours. Click here to confirm your password and credit card number now. Failure to act will cost you money.",
  },
  {
    subject: "FREE pills, no prescription",
    body: "Order your pills online without prescription, lowest prices guaranteed. Free shipping on every order. Click here now, this special offer is limited!",
  },
  {
    subject: "Increase your sales with bulk email",
    body: "We send your offer to 10 million email addresses for only $99. Guaranteed results or your money back. Order now and receive a free CD of addresses. To be removed click here.",
  },
  {
    subject: "Hot stock tip!!!",
    body: "This stock is about to explode! Analysts expect a 500% profit within days. Buy now before it is too late. Act now, do not miss this opportunity to make money!",
  },
  {
    subject: "Get out of debt today",
    body: "Are you in debt? Cut your payments in half! Free consultation, no obligation, bad credit welcome. Click here and save your money now.",
  },
  {
    subject: "University diploma by mail",
    body: "Receive a diploma based on your life experience. No exams, no classes, no books! Call now, 24 hours a day: +1 800 555 0123. Increase your income, order today.",
  },
  {
    subject: "Casino bonus: $100 free",
    body: "Play now and receive a $100 bonus free! Win real money from home. Limited offer for new customers, click here to claim your bonus now.",
  },
  {
    subject: "Miracle cure doctors hate",
    body: "A miracle herbal formula gives you energy and youth. 100% natural, money back guarantee! Order now and save 50%, free bottle with every order.",
  },
  {
    subject: "Hello dear, I saw your profile",
    body: "Hello dear, I saw your profile and want to meet you. Click here to see my free pictures now. Limited membership offer, no credit card needed!",
  },
  {
    subject: "Free vacation for two",
    body: "You have won a free vacation for two! Call now to claim your prize. Offer expires today. A small deposit by credit card guarantees your place, act now!",
  },
  {
    subject: "Printer toner at 80% off",
    body: "Save up to 80% on toner cartridges! Lowest price guaranteed, free shipping on orders over $50. Order now, special offer for business customers. Click here.",
  },
  {
    subject: "Guaranteed first place in search engines",
    body: "Submit your site to 1000 search engines and increase your traffic now! Guaranteed results, only $29. Click here to order. To be removed from this list, reply with remove.",
  },
  {
    subject: "Secret of the millionaires revealed",
    body: "Learn the secret that made me $1 million in one year! My free report reveals how you make money while you sleep. Order now, limited copies, money back guarantee!",
  },
  {
    subject: "Extend your warranty today",
    body: "Final notice: your warranty expires today! Call now to save thousands of dollars on repairs. Free quote, no obligation, click here or act by phone now.",
  },
];
