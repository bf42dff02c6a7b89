using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fathom.Portal.Access;
using Fathom.Production;
using Fathom.Production.Accounting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>The accounts for programs: <c>/api/accounting?by=site,day&amp;from=…&amp;to=…&amp;format=csv</c>.</summary>
public static class AccountingRoutes
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Adds the route.</summary>
    public static void MapAccountingApi(this IEndpointRouteBuilder routes) => routes.MapGet("/api/accounting", Answer).Requires(Policy.Reader);

    private static IResult Answer(
        string? by, string? from, string? to, string? site, string? campaign, string? transformation, string? user, string? format, Ledger ledger)
    {
        if (format is not (null or "json" or "csv"))
        {
            throw new BadHttpRequestException($"format: expected json or csv, found '{format}'.");
        }

        var report = ledger.Accounts.Rollup.Answer(Question(by, from, to, site, campaign, transformation, user));
        return format == "csv"
            ? Results.File(Encoding.UTF8.GetBytes(AccountingCsv.Write(report)), "text/csv; charset=utf-8", Name(by, from, to))
            : Results.Json(report, Options);
    }

    private static AccountingQuery Question(
        string? by, string? from, string? to, string? site, string? campaign, string? transformation, string? user)
    {
        try
        {
            return new AccountingQuery
            {
                By = AccountingQuery.ReadDimensions(by),
                From = AccountingQuery.ReadDay(from, "from"),
                To = AccountingQuery.ReadDay(to, "to"),
                Site = Text(site),
                Campaign = Text(campaign),
                Transformation = Text(transformation),
                User = Text(user),
            };
        }
        catch (FormatException fault)
        {
            throw new BadHttpRequestException(fault.Message);
        }
    }

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    // Only what was read as days and dimensions can stand here.
    private static string Name(string? by, string? from, string? to) => string.Create(
        CultureInfo.InvariantCulture, $"accounting{Part(by?.Replace(',', '-').Replace(" ", "", StringComparison.Ordinal))}{Part(from)}{Part(to)}.csv");

    private static string Part(string? text) => string.IsNullOrEmpty(text) ? "" : "-" + text;
}
