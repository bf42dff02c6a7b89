using Fathom.Portal.Access;
using Fathom.Production;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.Accounting;

/// <summary>Where the accounts are shown.</summary>
public static class AccountingRoutes
{
    /// <summary>Adds the route.</summary>
    public static void MapAccounting(this IEndpointRouteBuilder routes) => routes.MapGet(
        "/accounting",
        (string? measure, string? by, string? window, string? site, string? campaign, string? user, Ledger ledger, TimeProvider time) =>
        {
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            return new PageResult(_ => AccountingPage.Render(
                AccountingView.Of(measure, by, window, site, campaign, user, today), ledger.Accounts.Rollup, today));
        }).Requires(Policy.Reader);
}
