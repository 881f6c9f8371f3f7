using Heketi.Contracts;
using Heketi.Contracts.Administration;
using Heketi.Contracts.Json;
using Heketi.Contracts.Requests;
using Heketi.Contracts.Validation;
using Heketi.Server.Administration;
using Heketi.Server.Http;
using Heketi.Server.Logging;

namespace Heketi.Server.Controllers;

/// <summary><c>/admin</c> and <c>/internal/logging</c>. Unlike the others they say what cannot be parsed (Heketi API).</summary>
public sealed class AdministrationController(ServerState state, LogLevelSwitch levels, ILogger<AdministrationController> logger) : IApiController
{
    private const string Logger = "glusterfs";

    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/admin", ModeAsync),
        new("POST", "/admin", SetModeAsync),
        new("GET", "/internal/logging", LevelAsync),
        new("POST", "/internal/logging", SetLevelAsync),
    ];

    private Task ModeAsync(HttpContext context, string id) =>
        Answers.JsonAsync(context, new AdminStatus { State = state.Mode.Word() }, HeketiJson.Wire.AdminStatus);

    private async Task SetModeAsync(HttpContext context, string id)
    {
        if (await ReadAsync(context, RequestReader.Admin) is not { } request)
        {
            return;
        }

        if (RequestRules.Check(request) is { } error)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        state.Mode = AdminModeNames.Parse(request.State) ?? AdminMode.Normal;
        logger.LogInformation("Admin mode is now {Mode}", request.State);
        await Answers.Empty(context, StatusCodes.Status204NoContent);
    }

    private Task LevelAsync(HttpContext context, string id) => Answers.JsonAsync(
        context, new LogLevelInfo { LogLevel = new Dictionary<string, string> { [Logger] = levels.Level.Name() } }, HeketiJson.Wire.LogLevelInfo);

    private async Task SetLevelAsync(HttpContext context, string id)
    {
        if (await ReadAsync(context, RequestReader.LogLevel) is not { } request)
        {
            return;
        }

        if (request.LogLevel is null || !request.LogLevel.TryGetValue(Logger, out var name))
        {
            await Answers.ErrorAsync(context, StatusCodes.Status422UnprocessableEntity, $"Only \"{Logger}\" logger may be modified");
            return;
        }

        var level = name.Length == 0 ? levels.Level : LogLevelNames.Parse(name);
        if (level is not { } known)
        {
            await Answers.ErrorAsync(context, StatusCodes.Status422UnprocessableEntity, "invalid log level: " + name);
            return;
        }

        levels.Level = known;
        await LevelAsync(context, id);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context, RequestBody.Parser<T> parse)
        where T : class
    {
        try
        {
            return await RequestBody.ParseAsync(context, parse);
        }
        catch (GoJsonException e)
        {
            await Refusals.BadRequestAsync(context, "request unable to be parsed: " + e.Message);
            return null;
        }
    }
}
