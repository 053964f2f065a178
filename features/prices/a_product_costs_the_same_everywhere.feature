@R15
Feature: A product costs the same wherever the customer looks
  Customers compare while they stand in the store.

  Background:
    Given the company lists "Kestrel Phone 6" at 130.00 USD
    And the company lists "Kestrel Case" at 19.90 USD
    And Linda is a customer

  Scenario: She compares on her phone while she stands in the store
    When Linda looks up "Kestrel Phone 6" in the store
    And she looks up "Kestrel Phone 6" on the website
    And she looks up "Kestrel Phone 6" in the app
    Then every touchpoint shows the listed price
    And nobody turned Linda away

  Scenario Outline: Asked at the <place>
    When Linda looks up "Kestrel Case" at the <place>
    Then every touchpoint shows the listed price

    Examples:
      | place       |
      | website     |
      | app         |
      | call centre |
      | store       |

  Scenario: Having looked at a price is nothing she need explain
    Given the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda looks up "Kestrel Phone 6" on the website
    And she opens the email
    And she asks the call centre about the offer
    Then every touchpoint shows the listed price
    And every touchpoint honours the promise
