using System.Globalization;

namespace Fathom.Twin.Scenarios;

/// <summary>What a scenario must keep to.</summary>
public static class ScenarioRules
{
    private static readonly HashSet<string> Incidents = new(StringComparer.Ordinal)
    {
        "siteLost", "siteBack", "siteBanned", "siteUnbanned", "elementSpeed", "elementBanned", "elementUnbanned", "share", "slots",
    };

    /// <summary>Checks a scenario.</summary>
    /// <exception cref="ScenarioException">A value is out of its range, or a name is not known.</exception>
    public static void Check(Scenario scenario, string origin)
    {
        Within(origin, "jobs", scenario.Jobs, 1, 5_000_000);
        Within(origin, "slots", scenario.Slots, 1, 200_000);
        Within(origin, "jobHours", scenario.JobHours, 1e-4, 1000);
        Within(origin, "jobSigma", scenario.JobSigma, 0, 2);
        Within(origin, "predictionError", scenario.PredictionError, 0, 2);
        Within(origin, "rampHours", scenario.RampHours, 0, 1000);
        Within(origin, "jobFailures", scenario.JobFailures, 0, 0.5);
        Within(origin, "transferFailures", scenario.TransferFailures, 0, 0.5);
        Within(origin, "gigabytesPerJob", scenario.GigabytesPerJob, 0, 1e6);
        Within(origin, "heartbeatSeconds", scenario.HeartbeatSeconds, 1, 3600);
        Within(origin, "leaseSeconds", scenario.LeaseSeconds, scenario.HeartbeatSeconds * 2, 86_400);
        Within(origin, "pilotHours", scenario.PilotHours, 0, 10_000);
        Within(origin, "pilotDeathsPerHour", scenario.PilotDeathsPerHour, 0, 10);
        Within(origin, "sites", scenario.Sites.Count, 1, 1000);
        Within(origin, "elements", scenario.Elements.Count, 0, 6);
        Within(origin, "campaigns", scenario.Campaigns.Count, 1, 1000);
        scenario.Sites.ForEach(site => Within(origin, $"share of site {site.Name}", site.Share * site.CpuFactor, 1e-6, 1e6));
        scenario.Campaigns.ForEach(campaign => Within(origin, $"share and part of {campaign.Name}", campaign.Share * campaign.Part, 1e-6, 1e6));
        scenario.Elements.ForEach(element => Within(origin, $"ceiling of {element.Name} [GB/s]", element.Ceiling, 1e-6, 1e6));
        if (scenario.GigabytesPerJob > 0 && scenario.Elements.Count > 0 && !scenario.Elements.Exists(element => element.Holds >= 1))
        {
            throw new ScenarioException($"{origin}: one element must hold every input (holds: 1).");
        }

        scenario.Incidents.ForEach(incident => Check(scenario, incident, origin));
    }

    private static void Check(Scenario scenario, Incident incident, string origin)
    {
        Within(origin, "atHours of an incident", incident.AtHours, 0, 100_000);
        if (!Incidents.Contains(incident.What))
        {
            throw new ScenarioException($"{origin}: incident '{incident.What}' is not known; expected one of {string.Join(", ", Incidents)}.");
        }

        IEnumerable<string> names = incident.What.StartsWith("site", StringComparison.Ordinal) ? scenario.Sites.Select(site => site.Name)
            : incident.What.StartsWith("element", StringComparison.Ordinal) ? scenario.Elements.Select(element => element.Name)
            : incident.What == "share" ? scenario.Campaigns.Select(campaign => campaign.Name)
            : [incident.Name];
        if (!names.Contains(incident.Name))
        {
            throw new ScenarioException($"{origin}: incident {incident.What} names '{incident.Name}', which is not in the scenario.");
        }

        Within(origin, $"value of incident {incident.What}", incident.Value, incident.What == "slots" ? 0 : 1e-3, 1e3);
    }

    private static void Within(string origin, string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            throw new ScenarioException(string.Create(
                CultureInfo.InvariantCulture, $"{origin}: {name}: expected {least:G6} to {most:G6}, found {value:G6}."));
        }
    }
}
