Feature: The price is the same wherever the customer looks

  Scenario: {{ product }} costs what the price list says
    Given Linda has never bought here
    And the company lists "{{ product }}" at {{ price }}
    When Linda looks up "{{ product }}" on the website
    Then every touchpoint shows the listed price
