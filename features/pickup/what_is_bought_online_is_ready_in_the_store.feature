@R17
Feature: What is bought online is ready in the store when it was promised
  Whoever drives to the store for it wants to be told in time, be known there, and come home with it.

  Background:
    Given Linda is a customer
    And the company promises "Kestrel Case" ready for pickup within 2 hours

  Scenario: Ordered on the website, told by email, picked up in the store
    When Linda orders "Kestrel Case" on the website for pickup
    And 2 hours pass
    And she looks through the inbox for the pickup message
    And she picks up the order in the store
    Then the order can be picked up as promised
    And everything costs what was shown

  Scenario: Told by text, and known at once by the QR code
    When Linda orders 3 of "Kestrel Case" on the website for pickup
    And 65 minutes pass
    And she looks through the texts for the pickup message
    And she picks up the order by QR code in the store
    Then the order can be picked up as promised

  Scenario: She comes before she was told
    When Linda orders "Kestrel Case" on the website for pickup
    And 30 minutes pass
    And she looks through the inbox for the pickup message
    And she picks up the order in the store
    And 90 minutes pass
    And she looks through the inbox for the pickup message
    And she picks up the order by name in the store
    Then the order can be picked up as promised

  Scenario: She comes a day later than she could
    When Linda orders "Kestrel Case" on the website for pickup
    And 24 hours pass
    And she looks through the texts for the pickup message
    And she looks through the inbox for the pickup message
    And she picks up the order by name in the store
    Then the order can be picked up as promised

  Scenario Outline: She asks <means> whether it is worth the way
    When Linda orders "Kestrel Case" on the website for pickup
    And 2 hours pass
    And she asks the <place> whether the order is ready
    And she picks up the order in the store
    And she asks the <place> whether the order is ready
    Then the order can be picked up as promised

    Examples:
      | means                 | place        |
      | by phone              | call centre  |
      | in the chat           | chat         |
      | by text               | texts        |
      | on social media       | social media |
      | in her account online | website      |

  Scenario: Her brother goes for her, whom she has named
    When Linda orders "Kestrel Case" on the website for pickup by her brother Omar
    And 2 hours pass
    And her brother Omar picks up the order in the store for Linda
    Then the order can be picked up as promised

  Scenario: What her brother has picked up is not handed over again
    When Linda orders "Kestrel Case" on the website for pickup by her brother Omar
    And 2 hours pass
    And her brother Omar picks up the order in the store for Linda
    And Linda picks up the order in the store
    And she asks the website whether the order is ready
    Then the order can be picked up as promised

  Scenario: What is picked up is gone from the shelves, and confirmed as it was charged
    Given the company has 3 of "Kestrel Dock" in stock
    And the company promises "Kestrel Dock" ready for pickup within 2 hours
    When Linda orders 2 of "Kestrel Dock" on the website for pickup
    And she looks how many of "Kestrel Dock" are left in the store
    And 2 hours pass
    And she picks up the order in the store
    And she reads the order confirmation
    Then the order can be picked up as promised
    And every touchpoint shows the same stock
    And the confirmation says what was charged
