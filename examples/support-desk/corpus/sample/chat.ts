import type { SampleThread } from "./sample-thread.ts";

/** Talk about this and that, written for this sample. */
export const chatThreads: readonly SampleThread[] = [
  {
    subject: "What are you reading this summer?",
    question:
      "I finished a thick novel about the building of canals and need something for the train. What are you all reading? History and old science fiction welcome.",
    answers: [
      "A biography of a lighthouse engineer, far more exciting than it sounds. After that I will reread the old science fiction stories about the generation ship.",
      "Nothing with more than 200 pages. I love essays on cities, and this summer there is a lovely history of public parks.",
    ],
  },
  {
    subject: "Cities without cars",
    question:
      "Our council closed the main street to cars for a month. Business complains, people sit in the sun. Does anyone live in a city that did this for good? What happened to the economy?",
    answers: [
      "Ours did so twenty years ago. Rents in the street doubled, the shops changed from furniture to coffee, and nobody wants the cars back.",
      "It works where there is a train. Without public transport the cars move one street further and the people there hate the government for it.",
    ],
  },
  {
    subject: "Is privacy a thing of the past?",
    question:
      "Every shop wants a card with my name now. I think we trade privacy for a discount of one percent without noticing. What would it take for people to care about the money in that?",
    answers: [
      "People care once it costs them something. When the first insurance company raises its price because of somebody's groceries, you will see a political movement overnight.",
      "I swap my card with strangers at the till. The profile is of a person who buys cat food, wine and diapers, and I wish the company good luck with it.",
    ],
  },
  {
    subject: "The best way to make coffee",
    question:
      "A friend swears by cold water and eighteen hours of patience, I by a moka pot. Settle this for us: what is the best coffee for a reasonable amount of money?",
    answers: [
      "Buy a good grinder and any cheap filter. The grinder is nine tenths of the taste. The rest of the coffee industry sells jewellery.",
      "Whatever somebody else makes for you in the morning. Life is short, and the world is full of people with opinions on water temperature.",
    ],
  },
  {
    subject: "Old computers in films",
    question:
      "Why do computers in films beep with each letter they show? No machine in the world ever did. Which film has the worst one, and is there any that got it right?",
    answers: [
      "Because the audience needs to know that something happens. My favourite is the film where a progress bar saves the world with one second left.",
      "The one about the chess game and the war got the modem right. People my age still smile when they hear the sound.",
    ],
  },
  {
    subject: "Four day week",
    question:
      "My company tries the four day week at full pay from next month. I wonder whether people will be happier or only more tired on Thursday. Has anyone tried it?",
    answers: [
      "We did for a year. The meetings disappeared first, which tells you what they were worth. People were happier and the company made the same money.",
      "I worked four days for less pay and it was the best decision of my life. The world did not end on Fridays.",
    ],
  },
  {
    subject: "Rain on the weekend again",
    question:
      "I am convinced that it rains more on weekends. My neighbour says that is a fallacy and that people only remember the spoiled ones. Who is right, and did anyone count?",
    answers: [
      "Somebody counted, along the coast of America, and found a small effect from the traffic of the week. For the rest of the world your neighbour is right.",
      "Of seven days two are weekend. If it rains on half of all days, people have one spoiled weekend day every week. That is enough for a theory.",
    ],
  },
];
