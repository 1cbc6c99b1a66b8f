// Written by the server. What a phone keeps of this release; the program that keeps it stands in its own file.
self.KEPT = { release: "{{ release|escapejs }}", files: [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}] };
importScripts("{{ program|escapejs }}");
