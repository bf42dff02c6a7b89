using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Fathom.Portal.Tests.World;
using Fathom.Production.Protocol;
using Fathom.Storage.Checksums;

namespace Fathom.Portal.Tests.Content;

public sealed class OutputRouteTests
{
    [Fact]
    public async Task A_storage_token_creates_files_below_its_attempts_path_alone_and_while_the_attempt_is_live()
    {
        await using var world = await PortalWorld.MakeAsync(2);
        await world.StartCampaignAsync();
        var pilot = await world.PilotAsync();
        var (job, other) = ((await pilot.LeaseAsync())!, (await pilot.LeaseAsync())!);
        var token = job.OutputToken!;
        var made = Payloads.Make(PortalWorld.Campaign, job);
        var name = Path.GetFileName(made.Lfn);
        var path = $"{job.OutputPath}/x-{name}";

        var (status, created) = await PutAsync(world, token, "primary", path, made.Bytes);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(new CreatedOutput(made.Bytes.Length, Adler32.Format(Adler32.Of(made.Bytes))), created);
        Assert.Equal(made.Bytes, await File.ReadAllBytesAsync(Path.Combine(job.OutputElement.Root, path)));

        // Law 5: the answer was lost, and the same comes again; something else does not replace it.
        Assert.Equal((HttpStatusCode.OK, created), await PutAsync(world, token, "primary", path, made.Bytes));
        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(world, token, "primary", path, [1, 2, 3])).Status);
        Assert.Equal(made.Bytes, await File.ReadAllBytesAsync(Path.Combine(job.OutputElement.Root, path)));

        foreach (var (element, elsewhere) in new[]
        {
            ("primary", $"{other.OutputPath}/{name}"), ("second", $"{job.OutputPath}/{name}"), ("primary", job.OutputPath), ("primary", $"{job.OutputPath}x/{name}"),
            ("primary", $"{job.OutputPath}/.fathom-part-1"),
        })
        {
            Assert.Equal((element, elsewhere, HttpStatusCode.Forbidden), (element, elsewhere, (await PutAsync(world, token, element, elsewhere, [1])).Status));
        }

        await pilot.StartAsync(job);
        Assert.True((await pilot.UploadAsync(job, made)).Accepted);
        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(world, token, "primary", $"{job.OutputPath}/late", [1])).Status);
        Assert.False(File.Exists(Path.Combine(job.OutputElement.Root, job.OutputPath, "late")));
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(world, other.OutputToken!, "primary", $"{other.OutputPath}/{name}", [1])).Status);
    }

    [Fact]
    public async Task No_other_token_creates_outputs_and_a_storage_token_does_nothing_else()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        await world.StartCampaignAsync();
        var pilot = await world.PilotAsync();
        var job = (await pilot.LeaseAsync())!;
        var path = $"{job.OutputPath}/f";
        Assert.Equal(HttpStatusCode.Unauthorized, (await PutAsync(world, null, "primary", path, [1])).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PutAsync(world, (job.OutputToken![0] == 'A' ? "B" : "A") + job.OutputToken[1..], "primary", path, [1])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(world, world.Secrets.Operator.Reveal(), "primary", path, [1])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(world, world.Secrets.Bootstrap.Reveal(), "primary", path, [1])).Status);

        foreach (var route in new[] { Routes.Lease(pilot.Id), Routes.Started, Routes.Register, "/api/commands" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(new NoContent(), ProtocolJson.Default.NoContent) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", job.OutputToken);
            request.Headers.Add(Routes.RequestIdHeader, Guid.NewGuid().ToString());
            using var answer = await world.Reader.SendAsync(request);
            Assert.Equal((route, HttpStatusCode.Forbidden), (route, answer.StatusCode));
        }
    }

    private static async Task<(HttpStatusCode Status, CreatedOutput? Created)> PutAsync(PortalWorld world, string? token, string element, string path, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Routes.Output(element, path)) { Content = new ByteArrayContent(bytes) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await world.Reader.SendAsync(request);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.CreatedOutput) : null);
    }
}
