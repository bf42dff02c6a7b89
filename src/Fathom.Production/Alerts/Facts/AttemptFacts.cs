using Fathom.Production.Accounting;

namespace Fathom.Production.Alerts.Facts;

/// <summary>Failures by campaign and losses by site, from the accounts of this hour and the one before.</summary>
public sealed class AttemptFacts(AccountingRollup accounts, TimeProvider time) : IAlertFactSource
{
    private const int FewestAttempts = 20;

    /// <inheritdoc/>
    public IReadOnlyList<string> Facts { get; } = [AlertFacts.CampaignFailureRate, AlertFacts.SiteLossRate];

    /// <inheritdoc/>
    public IEnumerable<AlertSample> Measure()
    {
        long hour = AccountingHour.Of(time.GetUtcNow());
        var campaigns = new Dictionary<string, AccountingCell>(StringComparer.Ordinal);
        var sites = new Dictionary<string, AccountingCell>(StringComparer.Ordinal);
        accounts.Scan(hour - 1, hour, (_, series, cell) =>
        {
            AccountingSeries names = accounts.Series(series);
            campaigns[names.Campaign] = campaigns.GetValueOrDefault(names.Campaign).Plus(cell);
            sites[names.Site] = sites.GetValueOrDefault(names.Site).Plus(cell);
        });
        return
        [
            .. Enough(campaigns).Select(one => new AlertSample(AlertFacts.CampaignFailureRate, one.Key, one.Value.FailureRate!.Value)),
            .. Enough(sites).Select(one => new AlertSample(
                AlertFacts.SiteLossRate, one.Key, (double)one.Value.Lost / (one.Value.Accepted + one.Value.Failed + one.Value.Lost))),
        ];
    }

    private static IEnumerable<KeyValuePair<string, AccountingCell>> Enough(Dictionary<string, AccountingCell> cells) =>
        cells.Where(one => one.Value.Accepted + one.Value.Failed + one.Value.Lost >= FewestAttempts);
}
