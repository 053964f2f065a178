@R20 @R21
Feature: Word of an order comes the way the customer asked
  She says once how she wants to be written to, anywhere. From then on word comes by that channel, in that
  language, within minutes, and once.

  Background:
    Given Linda is a customer
    And the company sells "Kestrel Case"

  Scenario: Asked for on the website, texts come in German
    When Linda asks the website for messages by text in German from now on
    And she buys "Kestrel Case" on the website
    And 15 minutes pass
    And she looks through the texts for word of the order
    And she looks through the inbox for word of the order
    Then the company writes to Linda as asked

  Scenario: Asked for in the app, emails come in French, and no texts
    When Linda asks the app for messages by email in French from now on
    And she buys "Kestrel Case" in the app
    And she looks through the inbox for word of the order
    And she looks through the texts for word of the order
    Then the company writes to Linda as asked

  Scenario Outline: Asked for by <means>, seen everywhere
    When Linda asks the <place> for messages by text in Spanish from now on
    And she looks at the <place> how messages will come
    And she looks in the app how messages will come
    And she looks on the website how messages will come
    And she buys "Kestrel Case" in the app
    And she looks through the texts for word of the order
    Then the company writes to Linda as asked

    Examples:
      | means        | place        |
      | phone        | call centre  |
      | chat         | chat         |
      | text         | texts        |
      | social media | social media |

  Scenario: She asks for another language later; the channel stays
    When Linda asks the website for messages by text from now on
    And she asks the app for messages in Arabic from now on
    And she looks on the website how messages will come
    And she buys "Kestrel Case" in the app
    And she looks through the texts for word of the order
    And she looks through the inbox for word of the order
    Then the company writes to Linda as asked

  Scenario: Word comes in minutes, not in the morning
    When Linda asks the website for messages by text in German from now on
    And she buys "Kestrel Case" in the app
    And 2 days pass
    And she looks through the texts for word of the order
    Then the company writes to Linda as asked

  Scenario Outline: Word of a case that is opened by <means> comes so too
    When Linda asks the app for messages by text in German from now on
    And she has a case opened <place>: "The screen of my phone stays dark."
    And she looks through the texts for word of the case
    And she looks through the inbox for word of the case
    Then the company writes to Linda as asked

    Examples:
      | means | place              |
      | phone | at the call centre |
      | text  | with the texts     |

  Scenario: She gets word although she asked for nothing
    When Linda buys "Kestrel Case" in the app
    And she looks through the inbox for word of the order
    And she looks through the texts for word of the order
    Then the company writes to Linda as asked
