using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Production.Accounting;

/// <summary>The names behind the ids of ended attempts. They never change, so what was read once is kept.</summary>
internal sealed class AccountingNames(WorkspaceDatabase database)
{
    private const int MostPilots = 100_000;
    private readonly Dictionary<long, string> _sites = [];
    private readonly Dictionary<long, (string Campaign, string Transformation, string Owner)> _steps = [];

    public AccountingSeries Of(in EndedAttempt ended)
    {
        (string campaign, string transformation, string owner) = Step(ended.TransformationId);
        return new AccountingSeries(Site(ended.PilotId), campaign, transformation, owner, ended.CountedCause);
    }

    /// <summary>The site of a pilot; empty where there is none of that number.</summary>
    public string Site(long pilotId)
    {
        if (!_sites.TryGetValue(pilotId, out string? site))
        {
            if (_sites.Count >= MostPilots)
            {
                _sites.Clear();
            }

            site = string.Intern(database.Read(connection =>
                connection.SelectFirst("SELECT site FROM pilot WHERE id = @pilotId", new { pilotId }, row => row.GetString(0))) ?? "");
            _sites.Add(pilotId, site);
        }

        return site;
    }

    private (string Campaign, string Transformation, string Owner) Step(long id)
    {
        if (!_steps.TryGetValue(id, out (string, string, string) step))
        {
            step = database.Read(connection => connection.SelectFirst<(string, string, string)?>(
                "SELECT c.name, t.name, c.owner FROM transformation t JOIN campaign c ON c.id = t.campaign_id WHERE t.id = @id", new { id },
                row => (row.GetString(0), row.GetString(1), row.GetString(2)))) ?? ("", "", AccountingSeries.NoOwner);
            _steps.Add(id, step);
        }

        return step;
    }
}
