using System.Data.Common;
using Fathom.Database.Reading;

namespace Fathom.Production.Accounting;

/// <summary>The names behind the ids of an ended attempt. They never change, so what was read once is kept.</summary>
internal sealed class AccountingNames
{
    private const int MostPilots = 100_000;
    private readonly Dictionary<long, string> _sites = [];
    private readonly Dictionary<long, (string Campaign, string Transformation, string Owner)> _steps = [];

    public AccountingSeries Of(DbConnection connection, in EndedAttempt ended)
    {
        (string campaign, string transformation, string owner) = Step(connection, ended.TransformationId);
        return new AccountingSeries(Site(connection, ended.PilotId), campaign, transformation, owner, ended.CountedCause);
    }

    private string Site(DbConnection connection, long pilotId)
    {
        if (!_sites.TryGetValue(pilotId, out string? site))
        {
            if (_sites.Count >= MostPilots)
            {
                _sites.Clear();
            }

            site = string.Intern(connection.SelectFirst("SELECT site FROM pilot WHERE id = @pilotId", new { pilotId }, row => row.GetString(0)) ?? "");
            _sites.Add(pilotId, site);
        }

        return site;
    }

    private (string Campaign, string Transformation, string Owner) Step(DbConnection connection, long id)
    {
        if (!_steps.TryGetValue(id, out (string, string, string) step))
        {
            step = connection.SelectFirst<(string, string, string)?>(
                "SELECT c.name, t.name FROM transformation t JOIN campaign c ON c.id = t.campaign_id WHERE t.id = @id", new { id },
                row => (row.GetString(0), row.GetString(1), AccountingSeries.NoOwner)) ?? ("", "", AccountingSeries.NoOwner);
            _steps.Add(id, step);
        }

        return step;
    }
}
