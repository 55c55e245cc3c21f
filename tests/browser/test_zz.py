def test_x(trial, visits):
    import json

    print(json.dumps(trial.pages, indent=1)[:6000])
    p = visits.window(java_script_enabled=False)
    p.goto("/")
    print(p.title())
