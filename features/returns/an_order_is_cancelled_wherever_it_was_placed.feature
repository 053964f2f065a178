@R21
Feature: An order is cancelled wherever it was placed
  Whoever has changed their mind does not want to look for the place that sold it.

  Background:
    Given Linda is a customer
    And orders of "Kestrel Strap" can be cancelled within 1 day

  Scenario Outline: Ordered <bought>, cancelled <cancelled>
    When Linda buys "Kestrel Strap" <bought>
    And she cancels the last order <cancelled>
    And she reads the confirmation of the refund
    And she looks what has become of the order on the website
    And she looks what has become of the order in the app
    And she looks what has become of the order in the store
    Then the order is cancelled everywhere
    And Linda gets the money back as promised

    Examples:
      | bought         | cancelled          |
      | in the app     | at the call centre |
      | in the store   | on the website     |
      | on the website | in the store       |
      | on the website | in the app         |
      | in the app     | in the chat        |

  Scenario: After the promised day it need not be cancelled, and stands
    When Linda buys "Kestrel Strap" on the website
    And 2 days pass
    And she cancels the order of "Kestrel Strap" in the store
    And she looks what has become of the order in the app
    Then the order is cancelled everywhere
